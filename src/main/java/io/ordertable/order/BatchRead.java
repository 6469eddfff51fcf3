package io.ordertable.order;

import java.util.List;

/**
 * The result of reading many orders.
 *
 * @param found the orders that exist, in no particular order
 * @param unprocessed the keys that were not looked up, because of throttling or because the result was full
 */
record BatchRead(List<Order> found, List<OrderKey> unprocessed) {}
