package io.ordertable.backfill;

import io.ordertable.metrics.HashedKey;
import io.ordertable.table.ItemSize;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An item of an earlier form.
 *
 * @param stored the item as it was read
 * @param changes the attributes to store
 */
record OldItem(Map<String, AttributeValue> stored, Map<String, AttributeValue> changes) {

    private static final int UNIT = 1024;

    PrimaryKey key() {
        return keyOf(stored);
    }

    static PrimaryKey keyOf(Map<String, AttributeValue> item) {
        return new PrimaryKey(text(item, TableItem.PK), text(item, TableItem.SK));
    }

    static String typeOf(Map<String, AttributeValue> item) {
        return text(item, "type");
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }

    /**
     * Returns the update that stores the changes, on the condition that the item is as it was read. It leaves the version as it is,
     * because what clients see of the item does not change.
     */
    UpdateItemRequest.Builder update() {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> assignments = new ArrayList<>();
        List<String> conditions = new ArrayList<>(List.of("attribute_exists(PK)"));
        changes.forEach((name, value) -> {
            int i = assignments.size();
            names.put("#" + i, name);
            values.put(":" + i, value);
            assignments.add("#" + i + " = :" + i);
            conditions.add(unchanged("#" + i, ":before_" + i, stored.get(name), values));
        });
        names.put("#version", "version");
        conditions.add(unchanged("#version", ":version", stored.get("version"), values));
        return UpdateItemRequest.builder()
                .key(Keys.primary(key().partition(), key().sort()).primaryKeyMap(TableItem.SCHEMA))
                .updateExpression("SET " + String.join(", ", assignments))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
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

    /** Describes the item for the log. */
    String description() {
        return typeOf(stored) + " of " + HashedKey.of(key().partition());
    }

    /** Returns the write units that the table charges for the item in its newest form. */
    int writeUnits() {
        Map<String, AttributeValue> newest = new HashMap<>(stored);
        newest.putAll(changes);
        return Math.ceilDiv(ItemSize.of(newest), UNIT);
    }
}
