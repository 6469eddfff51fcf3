package io.ordertable.backfill;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.FailureKind;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Upcast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Finds items of an earlier form, and stores the newest, within a share of the table's capacity. */
@Lazy
@Repository
class BackfillRepository {

    private static final int KEYS = 100;

    /** As many items of the largest size as a BatchGetItem returns. */
    private static final int ITEMS = 25;

    private final DynamoDbCalls calls;
    private final DynamoDbClient client;
    private final String table;
    private final Map<String, Upcast> upcasts;
    private final CapacityLimit indexReads;
    private final CapacityLimit reads;
    private final CapacityLimit writes;

    BackfillRepository(
            DynamoDbCalls calls,
            DynamoDbClient client,
            TableProperties table,
            List<Upcast> upcasts,
            BackfillProperties properties) {
        this.calls = calls;
        this.client = client;
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
                () -> ITEMS,
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
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .keys(keys.stream().map(BackfillRepository::attributes).toList())
                .consistentRead(consistent)
                .build();
        BatchGetItemResponse response =
                client.batchGetItem(r -> r.requestItems(Map.of(table, wanted)).returnConsumedCapacity(INDEXES));
        response.consumedCapacity().forEach(consumed -> reads.consumed(most(consumed)));
        response.responses().getOrDefault(table, List.of()).forEach(item -> {
            Upcast upcast = Objects.requireNonNull(upcasts.get(OldItem.typeOf(item)));
            Map<String, AttributeValue> changes = upcast.changes().apply(item);
            if (!changes.isEmpty()) {
                found.add(new OldItem(item, changes));
            }
        });
        KeysAndAttributes unread = response.unprocessedKeys().get(table);
        return unread == null
                ? List.of()
                : unread.keys().stream().map(OldItem::keyOf).toList();
    }

    /**
     * Stores the newest form, unless the item has changed since it was read. Adds only what is missing, and leaves the version as it is,
     * because what clients see of the item does not change.
     *
     * @return whether it was stored
     */
    boolean write(OldItem item) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> assignments = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of("attribute_exists(PK)"));
        item.changes().forEach((name, value) -> {
            int i = assignments.size();
            names.put("#" + i, name);
            values.put(":" + i, value);
            assignments.add("#" + i + " = :" + i);
            conditions.add(unchanged("#" + i, ":before_" + i, item.stored().get(name), values));
        });
        names.put("#version", "version");
        conditions.add(unchanged("#version", ":version", item.stored().get("version"), values));
        writes.await();
        return calls.run(() -> {
            try {
                ConsumedCapacity consumed = client.updateItem(r -> r.tableName(table)
                                .key(attributes(item.key()))
                                .updateExpression("SET " + String.join(", ", assignments))
                                .conditionExpression(String.join(" AND ", conditions))
                                .expressionAttributeNames(names)
                                .expressionAttributeValues(values)
                                .returnConsumedCapacity(INDEXES))
                        .consumedCapacity();
                writes.consumed(most(consumed));
                return true;
            } catch (ConditionalCheckFailedException e) {
                writes.consumed(item.writeUnits());
                return false;
            }
        });
    }

    /** Returns the condition that an attribute is as it was read. */
    private static String unchanged(
            String name, String value, @Nullable AttributeValue before, Map<String, AttributeValue> values) {
        if (before == null) {
            return "attribute_not_exists(" + name + ")";
        }
        values.put(value, before);
        return name + " = " + value;
    }

    private static Map<String, AttributeValue> attributes(PrimaryKey key) {
        return Map.of(
                TableItem.PK, AttributeValue.fromS(key.partition()), TableItem.SK, AttributeValue.fromS(key.sort()));
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
