/** Orders: placing, status changes, lists, batches and imports. */
@NullMarked
package io.ordertable.order;

import org.jspecify.annotations.NullMarked;
