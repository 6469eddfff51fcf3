/** What can go wrong, independently of HTTP: a code, its category, and the detail of one occurrence. */
@NullMarked
package io.ordertable.error;

import org.jspecify.annotations.NullMarked;
