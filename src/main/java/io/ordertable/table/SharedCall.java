package io.ordertable.table;

import static java.util.stream.Collectors.toMap;

import io.ordertable.table.CapacityUnits.Consistency;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A BatchGetItem for the reads of several requests. It runs on a thread of its own, so that no request's deadline ends it and no
 * caller pays for all of it. Not thread-safe while reads are added.
 */
final class SharedCall implements Runnable {

    private final BatchReads batches;
    private final boolean consistent;
    private final Map<Key, CompletableFuture<Optional<Found>>> reads = new HashMap<>();
    private int sharers;

    SharedCall(BatchReads batches, boolean consistent) {
        this.batches = batches;
        this.consistent = consistent;
    }

    /**
     * What the call found for one read.
     *
     * @param item empty if there is no such item
     * @param units the capacity units of the item
     */
    record Found(Map<String, AttributeValue> item, double units) {}

    /** Adds a read. Its result is empty if DynamoDB left the item unprocessed. */
    CompletableFuture<Optional<Found>> add(Key key) {
        sharers++;
        return reads.computeIfAbsent(key, first -> new CompletableFuture<>());
    }

    boolean isEmpty() {
        return sharers == 0;
    }

    boolean isShared() {
        return sharers > 1;
    }

    boolean isFull() {
        return reads.size() == BatchReads.MAX_LARGE_ITEMS;
    }

    @Override
    public void run() {
        try {
            complete(batches.read(reads.keySet().stream(), consistent));
        } catch (RuntimeException | Error e) {
            reads.values().forEach(read -> read.completeExceptionally(e));
        }
    }

    private void complete(BatchReads.Result result) {
        result.unprocessedKeys().forEach(key -> reads.remove(keyOf(key)).complete(Optional.empty()));
        Map<Key, Map<String, AttributeValue>> items =
                result.items().stream().collect(toMap(SharedCall::keyOf, Function.identity()));
        Map<Key, Double> expected =
                reads.keySet().stream().collect(toMap(Function.identity(), key -> expectedUnits(items.get(key))));
        double total =
                expected.values().stream().mapToDouble(Double::doubleValue).sum();
        reads.forEach((key, read) -> {
            double share = Objects.requireNonNull(expected.get(key)) / total;
            read.complete(Optional.of(new Found(items.getOrDefault(key, Map.of()), result.units() * share)));
        });
    }

    /** The consistency does not matter, because it is the same for all reads of the call. */
    private static double expectedUnits(@Nullable Map<String, AttributeValue> item) {
        return CapacityUnits.read(item == null ? 0 : ItemSize.of(item), Consistency.EVENTUAL);
    }

    private static Key keyOf(Map<String, AttributeValue> attributes) {
        return Key.builder()
                .partitionValue(attributes.get(TableItem.PK))
                .sortValue(attributes.get(TableItem.SK))
                .build();
    }
}
