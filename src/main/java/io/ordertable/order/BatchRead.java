package io.ordertable.order;

import java.util.List;

/**
 * What DynamoDB answered to a read of many orders.
 *
 * @param found the orders that exist, in no particular order
 * @param unprocessed the keys that DynamoDB did not look up, for want of capacity or because the answer was full (16 MB)
 */
record BatchRead(List<Order> found, List<OrderKey> unprocessed) {}
