package io.ordertable.table;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import io.ordertable.calls.CapacityListener;
import io.ordertable.calls.Deadline;
import io.ordertable.calls.TracedCalls;
import io.ordertable.table.SharedCall.Found;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads single items. While a processor is free, each read is a GetItem. Reads that wait for the same processor become one
 * BatchGetItem, which costs it little more than one GetItem; those of the same item share its place. What is read is never older
 * than the request, because a call takes no more reads once it is about to be sent.
 */
@Component
public class SharedReads {

    private final DynamoDbClient client;
    private final BatchReads batches;
    private final String table;
    private final Duration callTimeout;
    private final List<CapacityListener> listeners;
    private final boolean sharing;

    /** The calls that still take reads, by whether they are consistent. Also the lock for adding to them. */
    private final Map<Boolean, SharedCall> open = new HashMap<>();

    /** Traced reads do not share calls, because the span of an attempt belongs to one request. */
    SharedReads(
            DynamoDbClient client,
            BatchReads batches,
            TableProperties table,
            ClientProperties properties,
            ObjectProvider<CapacityListener> listeners,
            ObjectProvider<TracedCalls> traced) {
        this.client = client;
        this.batches = batches;
        this.table = table.name();
        this.callTimeout = properties.callTimeout();
        this.listeners = listeners.orderedStream().toList();
        this.sharing = traced.stream().findAny().isEmpty();
    }

    /** Reads an item by its key. A consistent read sees every acknowledged write. */
    public Optional<Map<String, AttributeValue>> find(Key key, boolean consistent) {
        Optional<Found> shared = sharing ? findShared(key, consistent) : Optional.empty();
        // An item that DynamoDB left unprocessed is read alone, because then DynamoDB says why it throttles.
        Map<String, AttributeValue> item = shared.map(this::charge).orElseGet(() -> findAlone(key, consistent));
        return Optional.of(item).filter(found -> !found.isEmpty());
    }

    /** Returns nothing if nobody shares the call, or if DynamoDB left this item unprocessed. */
    private Optional<Found> findShared(Key key, boolean consistent) {
        SharedCall call;
        boolean first;
        CompletableFuture<Optional<Found>> read;
        synchronized (open) {
            call = open.computeIfAbsent(consistent, missing -> new SharedCall(batches, consistent));
            first = call.isEmpty();
            read = call.add(key);
            if (call.isFull()) {
                open.remove(consistent);
            }
        }
        if (first) {
            // Lets threads that wait for this processor run first, which may add their reads.
            Thread.yield();
            synchronized (open) {
                open.remove(consistent, call);
            }
            if (!call.isShared()) {
                return Optional.empty();
            }
            Thread.ofVirtual().name("shared-read").start(call);
        }
        return await(read);
    }

    private Map<String, AttributeValue> findAlone(Key key, boolean consistent) {
        return client.getItem(r -> r.tableName(table)
                        .key(key.primaryKeyMap(TableItem.SCHEMA))
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
}
