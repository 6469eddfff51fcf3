package io.ordertable.infra.contract;

import java.util.List;

/**
 * The table as the application's code relies on it.
 *
 * @param partitionKey attribute, a string as all keys are
 * @param sortKey attribute
 * @param indexes its global secondary indexes
 * @param stream what the stream's records hold
 * @param timeToLive attribute, in epoch seconds
 * @param orderSortKeyPrefix how the sort keys of orders begin, and of nothing else
 */
public record TableContract(
        String partitionKey,
        String sortKey,
        List<IndexContract> indexes,
        String stream,
        String timeToLive,
        String orderSortKeyPrefix) {

    /** A global secondary index. */
    public record IndexContract(String name, String partitionKey, String sortKey, String projection) {}
}
