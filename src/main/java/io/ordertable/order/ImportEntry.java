package io.ordertable.order;

import io.ordertable.error.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * A line of an import as far as it has come: an order to be stored, or what is wrong with it.
 *
 * @param line its number, from 1
 * @param size its length in bytes
 * @param order what it says, if it is good
 * @param problem what is wrong with it, if it is not
 */
record ImportEntry(
        long line,
        int size,
        @Nullable Order order,
        @Nullable ServiceException problem) {}
