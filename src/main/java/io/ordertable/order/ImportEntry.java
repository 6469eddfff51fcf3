package io.ordertable.order;

import io.ordertable.error.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * A parsed line of an import: an order, or the reason why it is rejected.
 *
 * @param line the number of the line, from 1
 * @param size its length in bytes
 */
record ImportEntry(
        long line,
        int size,
        @Nullable Order order,
        @Nullable ServiceException problem) {}
