package io.ordertable.infra.contract;

import java.util.List;

/**
 * The table as the application's code relies on it.
 *
 * @param partitionKey name of the attribute; all keys are strings
 * @param sortKey name of the attribute
 * @param indexes its global secondary indexes
 * @param stream view type of the stream
 * @param timeToLive name of the attribute, in epoch seconds
 * @param orderSortKeyPrefix prefix of the sort keys of orders, and of no other items
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
