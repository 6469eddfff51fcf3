package io.ordertable.order;

/**
 * The outcome of placing an order.
 *
 * @param order the order, as it is now
 * @param replayed whether an earlier request with the same idempotency key had placed it
 */
record PlacedOrder(Order order, boolean replayed) {}
