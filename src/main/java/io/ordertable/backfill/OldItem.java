package io.ordertable.backfill;

import io.ordertable.metrics.HashedKey;
import io.ordertable.table.ItemSize;
import io.ordertable.table.TableItem;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
