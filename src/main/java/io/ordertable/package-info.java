/** The order service. */
@NullMarked
package io.ordertable;

import org.jspecify.annotations.NullMarked;
