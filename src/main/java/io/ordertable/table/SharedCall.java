package io.ordertable.table;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.ordertable.table.CapacityUnits.Consistency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * A BatchGetItem for the reads of several requests. It runs on a thread of its own, so that no request's deadline ends it and no
 * caller pays for all of it. Not thread-safe while reads are added.
 */
final class SharedCall implements Runnable {

    /** DynamoDB accepts 100, but would leave out many of so many items of the largest size. */
    private static final int MAX_KEYS = 25;

    private final DynamoDbClient client;
    private final String table;
    private final boolean consistent;
    private final Map<Key, CompletableFuture<Optional<Found>>> reads = new HashMap<>();
    private int sharers;

    SharedCall(DynamoDbClient client, String table, boolean consistent) {
        this.client = client;
        this.table = table;
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
        return reads.size() == MAX_KEYS;
    }

    @Override
    public void run() {
        try {
            complete(client.batchGetItem(
                    r -> r.requestItems(Map.of(table, keys())).returnConsumedCapacity(TOTAL)));
        } catch (RuntimeException | Error e) {
            reads.values().forEach(read -> read.completeExceptionally(e));
        }
    }

    private KeysAndAttributes keys() {
        return KeysAndAttributes.builder()
                .keys(reads.keySet().stream()
                        .map(key -> key.primaryKeyMap(TableItem.SCHEMA))
                        .toList())
                .consistentRead(consistent)
                .build();
    }

    private void complete(BatchGetItemResponse response) {
        KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
        if (unprocessed != null) {
            unprocessed.keys().forEach(key -> reads.remove(keyOf(key)).complete(Optional.empty()));
        }
        Map<Key, Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of()).stream()
                .collect(toMap(SharedCall::keyOf, Function.identity()));
        double units = response.consumedCapacity().stream()
                .mapToDouble(ConsumedCapacity::capacityUnits)
                .sum();
        double expected = reads.keySet().stream()
                .mapToDouble(key -> expectedUnits(items.get(key)))
                .sum();
        reads.forEach((key, read) -> {
            Map<String, AttributeValue> item = items.get(key);
            double share = expectedUnits(item) / expected;
            read.complete(Optional.of(new Found(item == null ? Map.of() : item, units * share)));
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
