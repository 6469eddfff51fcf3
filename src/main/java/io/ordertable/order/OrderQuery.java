package io.ordertable.order;

import org.jspecify.annotations.Nullable;

/**
 * Which of a user's orders a page lists.
 *
 * @param range the ids that the page may contain
 * @param status only orders with this status; {@code null} for all
 * @param number only orders with this number; {@code null} for all
 * @param fields the members of each order
 * @param limit the most orders of the page
 */
record OrderQuery(
        IdRange range,
        @Nullable OrderStatus status,
        @Nullable OrderNumber number,
        OrderFields fields,
        int limit) {

    /** The most orders that a page reads to find those that the query asks for, which limits the cost of a request. */
    private static final int FILTER_READS = 200;

    /** Restricts the range to the number's second. */
    OrderQuery {
        if (number != null) {
            range = range.within(number.ids());
        }
    }

    /** Returns how many orders to read. One more than the page may have shows whether there is another page. */
    int reads() {
        return status == null && number == null ? limit + 1 : FILTER_READS;
    }

    /** Returns whether the order has the number, if the query has one. DynamoDB finds ids that contain its digits anywhere. */
    boolean hasNumberOf(Order order) {
        return number == null || number.equals(OrderNumber.of(order.orderId()));
    }
}
