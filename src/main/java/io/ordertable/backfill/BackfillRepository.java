package io.ordertable.backfill;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.FailureKind;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.BatchReads;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Upcast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Finds items of an earlier form, and stores the newest, within a share of the table's capacity. */
@Lazy
@Repository
class BackfillRepository {

    private static final int KEYS = 100;

    private final DynamoDbCalls calls;
    private final DynamoDbClient client;
    private final BatchReads batches;
    private final String table;
    private final Map<String, Upcast> upcasts;
    private final CapacityLimit indexReads;
    private final CapacityLimit reads;
    private final CapacityLimit writes;

    BackfillRepository(
            DynamoDbCalls calls,
            DynamoDbClient client,
            BatchReads batches,
            TableProperties table,
            List<Upcast> upcasts,
            BackfillProperties properties) {
        this.calls = calls;
        this.client = client;
        this.batches = batches;
        this.table = table.name();
        this.upcasts = upcasts.stream().collect(Collectors.toMap(Upcast::type, Function.identity()));
        this.indexReads = new CapacityLimit(properties.freeIndexReads() * properties.share());
        this.reads = new CapacityLimit(properties.freeReads() * properties.share());
        this.writes = new CapacityLimit(properties.freeWrites() * properties.share());
    }

    /** Returns the next keys in a partition of the status index that are greater than one sort key and not greater than another. */
    KeyPage keys(String partition, String after, String last) {
        if (after.compareTo(last) >= 0) {
            return new KeyPage(List.of(), false);
        }
        indexReads.await();
        QueryResponse page = calls.run(() -> client.query(r -> r.tableName(table)
                .indexName(TableItem.GSI2)
                .keyConditionExpression("GSI2PK = :partition AND GSI2SK BETWEEN :after AND :last")
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        // The least text that is greater; ids have a fixed length.
                        ":after", AttributeValue.fromS(after + "!"),
                        ":last", AttributeValue.fromS(last)))
                .limit(KEYS)
                .returnConsumedCapacity(INDEXES)));
        indexReads.consumed(most(page.consumedCapacity()));
        return new KeyPage(page.items().stream().map(OldItem::keyOf).toList(), page.hasLastEvaluatedKey());
    }

    /** Returns the items with these keys that have an earlier form. */
    List<OldItem> findOld(Collection<PrimaryKey> keys, boolean consistent) {
        List<OldItem> found = new ArrayList<>();
        List<PrimaryKey> left = calls.batch(
                keys,
                () -> BatchReads.MAX_LARGE_ITEMS,
                batch -> read(batch, consistent, found),
                unread -> HashedKey.describeCall(
                        "BatchGetItem", "table", unread.stream().map(PrimaryKey::partition)));
        if (!left.isEmpty()) {
            throw new CallFailedException(FailureKind.THROTTLED, "not all items were read", null);
        }
        return found;
    }

    private List<PrimaryKey> read(List<PrimaryKey> keys, boolean consistent, List<OldItem> found) {
        reads.await();
        BatchReads.Result result =
                batches.read(keys.stream().map(key -> Keys.primary(key.partition(), key.sort())), consistent);
        reads.consumed(result.units());
        result.items().forEach(item -> {
            Upcast upcast = Objects.requireNonNull(upcasts.get(OldItem.typeOf(item)));
            Map<String, AttributeValue> changes = upcast.changes().apply(item);
            if (!changes.isEmpty()) {
                found.add(new OldItem(item, changes));
            }
        });
        return result.unprocessedKeys().stream().map(OldItem::keyOf).toList();
    }

    /**
     * Stores the newest form, unless the item has changed since it was read.
     *
     * @return whether it was stored
     */
    boolean write(OldItem item) {
        UpdateItemRequest update =
                item.update().tableName(table).returnConsumedCapacity(INDEXES).build();
        writes.await();
        return calls.run(() -> {
            try {
                writes.consumed(most(client.updateItem(update).consumedCapacity()));
                return true;
            } catch (ConditionalCheckFailedException e) {
                writes.consumed(item.writeUnits());
                return false;
            }
        });
    }

    /** Returns what a call consumed of the table or of an index, whichever is more, because each has a capacity of its own. */
    private static double most(@Nullable ConsumedCapacity consumed) {
        if (consumed == null) {
            return 0;
        }
        double ofTable = consumed.table() == null ? 0 : consumed.table().capacityUnits();
        return consumed.globalSecondaryIndexes().values().stream()
                .mapToDouble(index -> index.capacityUnits())
                .reduce(ofTable, Math::max);
    }
}
