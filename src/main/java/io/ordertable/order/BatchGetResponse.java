package io.ordertable.order;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every key that was asked for is in exactly one of the lists, in the order in which it was asked for.
 *
 * @param items the orders that exist
 * @param notFound keys that no order has
 * @param unprocessed keys that DynamoDB had no capacity to look up; to be asked for again
 */
record BatchGetResponse(List<OrderResponse> items, List<OrderKey> notFound, List<OrderKey> unprocessed) {

    static BatchGetResponse from(List<OrderKey> keys, BatchRead read) {
        Map<OrderKey, Order> found = read.found().stream().collect(Collectors.toMap(Order::key, Function.identity()));
        Set<OrderKey> unprocessed = Set.copyOf(read.unprocessed());
        return new BatchGetResponse(
                keys.stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .map(OrderResponse::from)
                        .toList(),
                keys.stream()
                        .filter(key -> !found.containsKey(key) && !unprocessed.contains(key))
                        .toList(),
                keys.stream().filter(unprocessed::contains).toList());
    }
}
