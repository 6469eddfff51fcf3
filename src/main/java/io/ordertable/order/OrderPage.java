package io.ordertable.order;

import io.ordertable.table.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param orders the orders, in the list's order
 * @param next where the list goes on; {@code null} at its end
 */
record OrderPage(List<Order> orders, @Nullable Cursor next) {}
