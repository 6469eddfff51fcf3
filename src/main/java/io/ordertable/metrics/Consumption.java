package io.ordertable.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * The capacity that a successful call consumed.
 *
 * @param http the response with its headers; {@code null} if it was not HTTP
 * @param shares the parts that are more than 0, if DynamoDB reported them
 */
record Consumption(
        String operation,
        SdkRequest request,
        SdkResponse response,
        @Nullable SdkHttpResponse http,
        List<Share> shares) {

    /** The kinds of capacity, which DynamoDB charges and throttles separately. */
    enum Kind {
        READ,
        WRITE;

        String tag() {
            return this == READ ? "read" : "write";
        }
    }

    /** Capacity units of one kind that the table or an index provided. */
    record Share(Target target, Kind kind, double units) {}

    static Consumption of(String operation, SdkRequest request, SdkResponse response, @Nullable SdkHttpResponse http) {
        List<Share> shares = new ArrayList<>(3);
        Object consumed =
                response.getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
        if (consumed instanceof Collection<?> tables) {
            tables.forEach(table -> addAll(shares, operation, (ConsumedCapacity) table));
        } else {
            addAll(shares, operation, (ConsumedCapacity) consumed);
        }
        return new Consumption(operation, request, response, http, shares);
    }

    /** Returns the units of one kind that the table or an index provided. */
    double units(Target target, Kind kind) {
        double units = 0;
        for (Share share : shares) {
            units += share.target() == target && share.kind() == kind ? share.units() : 0;
        }
        return units;
    }

    private static void addAll(List<Share> shares, String operation, ConsumedCapacity consumed) {
        Kind kind = operation.contains("Get") || operation.equals("Query") ? Kind.READ : Kind.WRITE;
        if (consumed.table() != null) {
            add(shares, Target.TABLE, kind, consumed.table());
        } else if (!consumed.hasGlobalSecondaryIndexes()) {
            // Reads by key ask for the total only, because the response is shorter; it is the table's.
            add(shares, Target.TABLE, kind, consumed.capacityUnits());
        }
        consumed.globalSecondaryIndexes()
                .forEach((index, capacity) -> add(shares, Target.ofIndex(index), kind, capacity));
    }

    /** Only transactions report the kind: one that is repeated with its token reads what the first attempt wrote. */
    private static void add(List<Share> shares, Target target, Kind kind, Capacity capacity) {
        if (capacity.readCapacityUnits() == null && capacity.writeCapacityUnits() == null) {
            add(shares, target, kind, capacity.capacityUnits());
        } else {
            add(shares, target, Kind.READ, capacity.readCapacityUnits());
            add(shares, target, Kind.WRITE, capacity.writeCapacityUnits());
        }
    }

    private static void add(List<Share> shares, Target target, Kind kind, @Nullable Double units) {
        if (units != null && units > 0) {
            shares.add(new Share(target, kind, units));
        }
    }
}
