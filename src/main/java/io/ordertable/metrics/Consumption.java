package io.ordertable.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * What a successful call consumed.
 *
 * @param operation the operation's name in DynamoDB's API
 * @param request what was asked for
 * @param response the answer
 * @param shares how much of which capacity
 */
public record Consumption(String operation, SdkRequest request, SdkResponse response, List<Share> shares) {

    private static final String FIELD = "ConsumedCapacity";

    /**
     * A part of the whole.
     *
     * @param target the table or an index
     * @param kind read or write
     * @param units capacity units, more than none
     */
    public record Share(Target target, CapacityKind kind, double units) {}

    /** Reads the answer. Without shares where the operation consumes none or the request did not ask for it. */
    static Consumption of(String operation, SdkRequest request, SdkResponse response) {
        Object field = response.getValueForField(FIELD, Object.class).orElse(null);
        List<Share> shares = new ArrayList<>(3);
        if (field instanceof ConsumedCapacity consumed) {
            addTo(shares, operation, consumed);
        } else if (field instanceof Collection<?> tables) {
            tables.forEach(table -> addTo(shares, operation, (ConsumedCapacity) table));
        }
        return new Consumption(operation, request, response, shares);
    }

    /** A read by key asks for the total, which is the table's, as the answer is shorter. */
    private static void addTo(List<Share> shares, String operation, ConsumedCapacity consumed) {
        CapacityKind kind = CapacityKind.of(operation);
        if (consumed.table() != null) {
            addTo(shares, Target.TABLE, kind, consumed.table());
        } else if (!consumed.hasGlobalSecondaryIndexes()) {
            addTo(shares, Target.TABLE, kind, consumed.capacityUnits());
        }
        if (consumed.hasGlobalSecondaryIndexes()) {
            for (Map.Entry<String, Capacity> index :
                    consumed.globalSecondaryIndexes().entrySet()) {
                addTo(shares, Target.ofIndex(index.getKey()), kind, index.getValue());
            }
        }
    }

    /** Transactions say which kind; a repeated one reads what the first wrote. The others give one number. */
    private static void addTo(List<Share> shares, Target target, CapacityKind kind, Capacity capacity) {
        if (capacity.readCapacityUnits() == null && capacity.writeCapacityUnits() == null) {
            addTo(shares, target, kind, capacity.capacityUnits());
        } else {
            addTo(shares, target, CapacityKind.READ, capacity.readCapacityUnits());
            addTo(shares, target, CapacityKind.WRITE, capacity.writeCapacityUnits());
        }
    }

    private static void addTo(List<Share> shares, Target target, CapacityKind kind, @Nullable Double units) {
        if (units != null && units > 0) {
            shares.add(new Share(target, kind, units));
        }
    }
}
