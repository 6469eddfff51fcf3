package io.ordertable.table;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.ordertable.calls.CapacityListener;
import io.ordertable.calls.Deadline;
import io.ordertable.calls.TracedCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads single items. While a processor is free, each read is a GetItem. Reads that wait for the same processor become one
 * BatchGetItem, which costs it little more than one GetItem; those of the same item share its place. What is read is never older
 * than the request, because a call takes no more reads once it is about to be sent.
 */
@Component
public class SharedReads {

    /** DynamoDB accepts 100, but a response with so many items of the largest size would be incomplete. */
    private static final int MAX_KEYS = 25;

    private static final int READ_BLOCK = 4 * 1024;

    private final DynamoDbClient client;
    private final String table;
    private final Duration callTimeout;
    private final List<CapacityListener> listeners;
    private final boolean sharing;

    /** The calls that still take reads, by whether they are consistent. */
    private final Map<Boolean, SharedCall> open = new HashMap<>();

    /** Traced reads do not share calls, because the span of an attempt belongs to one request. */
    SharedReads(
            DynamoDbClient client,
            TableProperties table,
            ClientProperties properties,
            ObjectProvider<CapacityListener> listeners,
            ObjectProvider<TracedCalls> traced) {
        this.client = client;
        this.table = table.name();
        this.callTimeout = properties.callTimeout();
        this.listeners = listeners.orderedStream().toList();
        this.sharing = traced.stream().findAny().isEmpty();
    }

    /** What a shared call found for a read, and the capacity units of it. */
    private record Found(Map<String, AttributeValue> item, double units) {}

    /** Reads an item by its key. A consistent read sees every acknowledged write. */
    public Optional<Map<String, AttributeValue>> find(Key key, boolean consistent) {
        Map<String, AttributeValue> item =
                shared(key, consistent).map(this::charge).orElseGet(() -> findAlone(key, consistent));
        return Optional.of(item).filter(found -> !found.isEmpty());
    }

    /** Reads an item with a shared call. Returns nothing if nobody shares it, or if DynamoDB left this item unprocessed. */
    private Optional<Found> shared(Key key, boolean consistent) {
        if (!sharing) {
            return Optional.empty();
        }
        SharedCall call;
        CompletableFuture<Optional<Found>> read;
        boolean first;
        synchronized (open) {
            call = open.computeIfAbsent(consistent, SharedCall::new);
            first = call.reads.isEmpty();
            read = call.add(key);
        }
        if (first) {
            // Threads that wait for this processor run first, and may add their reads. If there are none, this takes no
            // time.
            Thread.yield();
            if (!call.start()) {
                return Optional.empty();
            }
        }
        return await(read);
    }

    private Map<String, AttributeValue> findAlone(Key key, boolean consistent) {
        return client.getItem(r -> r.tableName(table)
                        .key(attributes(key))
                        .consistentRead(consistent)
                        .returnConsumedCapacity(TOTAL))
                .item();
    }

    /** Waits as long as a call of its own might take. */
    private Optional<Found> await(CompletableFuture<Optional<Found>> shared) {
        Duration limit = Deadline.atMost(callTimeout);
        try {
            return shared.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ApiCallTimeoutException.create(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted while waiting for a shared call", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Map<String, AttributeValue> charge(Found found) {
        listeners.forEach(listener -> listener.consumed(found.units(), 0));
        return found.item();
    }

    private static Map<String, AttributeValue> attributes(Key key) {
        return Map.of(
                TableItem.PK,
                key.partitionKeyValue(),
                TableItem.SK,
                key.sortKeyValue().orElseThrow());
    }

    /** Returns the price of an item. One that does not exist costs as much as the smallest. */
    private static int blocks(@Nullable Map<String, AttributeValue> item) {
        return item == null ? 1 : Math.max(1, Math.ceilDiv(ItemSize.of(item), READ_BLOCK));
    }

    private static Key keyOf(Map<String, AttributeValue> attributes) {
        return Key.builder()
                .partitionValue(attributes.get(TableItem.PK))
                .sortValue(attributes.get(TableItem.SK))
                .build();
    }

    /** One BatchGetItem. Runs on a thread of its own, so that no request's deadline ends it and no caller pays for all of it. */
    private final class SharedCall implements Runnable {

        private final Map<Key, CompletableFuture<Optional<Found>>> reads = new HashMap<>();
        private final boolean consistent;
        private int sharers;

        SharedCall(boolean consistent) {
            this.consistent = consistent;
        }

        CompletableFuture<Optional<Found>> add(Key key) {
            sharers++;
            CompletableFuture<Optional<Found>> read = reads.computeIfAbsent(key, first -> new CompletableFuture<>());
            if (reads.size() == MAX_KEYS) {
                open.remove(consistent);
            }
            return read;
        }

        /** Takes no more reads, and makes the call if several share it. Returns whether they do. */
        boolean start() {
            synchronized (open) {
                open.remove(consistent, this);
            }
            boolean isShared = sharers > 1;
            if (isShared) {
                Thread.ofVirtual().name("shared-read").start(this);
            }
            return isShared;
        }

        @Override
        public void run() {
            try {
                answer(client.batchGetItem(
                        r -> r.requestItems(Map.of(table, keys())).returnConsumedCapacity(TOTAL)));
            } catch (RuntimeException | Error e) {
                reads.values().forEach(read -> read.completeExceptionally(e));
            }
        }

        private KeysAndAttributes keys() {
            return KeysAndAttributes.builder()
                    .keys(reads.keySet().stream().map(SharedReads::attributes).toList())
                    .consistentRead(consistent)
                    .build();
        }

        private void answer(BatchGetItemResponse response) {
            // What was throttled is read again, alone, so that DynamoDB says why.
            KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
            if (unprocessed != null) {
                unprocessed.keys().forEach(key -> reads.remove(keyOf(key)).complete(Optional.empty()));
            }
            Map<Key, Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of()).stream()
                    .collect(toMap(SharedReads::keyOf, Function.identity()));
            double blocks = reads.keySet().stream()
                    .mapToInt(key -> blocks(items.get(key)))
                    .sum();
            double units = response.consumedCapacity().stream()
                    .mapToDouble(ConsumedCapacity::capacityUnits)
                    .sum();
            reads.forEach((key, read) -> {
                Map<String, AttributeValue> item = items.getOrDefault(key, Map.of());
                read.complete(Optional.of(new Found(item, units * blocks(item) / blocks)));
            });
        }
    }
}
