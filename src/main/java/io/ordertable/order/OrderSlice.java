package io.ordertable.order;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one query read.
 *
 * @param orders those of the orders it read that pass the filter
 * @param lastRead the last order it read, whether it passed or not; {@code null} where it read to the end of the range
 */
record OrderSlice(List<Order> orders, @Nullable UUID lastRead) {}
