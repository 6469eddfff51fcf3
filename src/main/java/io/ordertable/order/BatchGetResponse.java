package io.ordertable.order;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result of a batch-get. Every requested key is in exactly one of the lists, in the order of the request.
 *
 * @param notFound keys that no order has
 * @param unprocessed keys that were not looked up and should be requested again
 */
record BatchGetResponse(List<?> items, List<OrderKey> notFound, List<OrderKey> unprocessed) {

    static BatchGetResponse from(List<OrderKey> keys, BatchRead read, Function<Order, ?> response) {
        Map<OrderKey, Order> found = read.found().stream().collect(Collectors.toMap(Order::key, Function.identity()));
        Set<OrderKey> unprocessed = Set.copyOf(read.unprocessed());
        return new BatchGetResponse(
                keys.stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .map(response)
                        .toList(),
                keys.stream()
                        .filter(key -> !found.containsKey(key) && !unprocessed.contains(key))
                        .toList(),
                keys.stream().filter(unprocessed::contains).toList());
    }
}
