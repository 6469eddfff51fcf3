package io.ordertable.order;

import io.ordertable.table.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of orders.
 *
 * @param next the position after the page; {@code null} at the end of the list
 */
record OrderPage(List<Order> orders, @Nullable Cursor next) {}
