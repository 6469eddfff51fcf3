/** The expert in the box: describes the table and its traffic, and reports what is wrong and what to do about it. */
@NullMarked
package io.ordertable.expert;

import org.jspecify.annotations.NullMarked;
