/** How much capacity a load needs, and what it costs. */
@NullMarked
package io.ordertable.metrics.capacity;

import org.jspecify.annotations.NullMarked;
