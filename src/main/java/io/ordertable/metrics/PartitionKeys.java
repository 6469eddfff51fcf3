package io.ordertable.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Finds the partition keys that a call used. */
final class PartitionKeys {

    /** The enhanced client's name for the value of a key in the condition of a query. */
    private static final String QUERY_VALUE = ":AMZN_MAPPED_";

    private PartitionKeys() {}

    /**
     * Returns the partition keys in the table or the index, one for each item of the request; empty if they are unknown.
     *
     * @param response the response, or {@code null} if the call failed
     */
    static List<String> of(SdkRequest request, @Nullable SdkResponse response, Target target) {
        String name = target.partitionKey();
        List<String> keys = new ArrayList<>();
        if (request instanceof QueryRequest query) {
            addKeys(keys, QUERY_VALUE + name, query.expressionAttributeValues());
        } else if (response instanceof UpdateItemResponse updated
                && updated.attributes().containsKey(name)) {
            // The request has the table's key only.
            addKeys(keys, name, updated.attributes());
        } else {
            addKeys(keys, name, request);
        }
        return keys;
    }

    /** Searches the fields of a request, at any depth, for items and keys of items. */
    private static void addKeys(List<String> keys, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.get(name) instanceof AttributeValue key) {
                keys.add(key.s());
            } else {
                map.values().forEach(each -> addKeys(keys, name, each));
            }
        } else if (value instanceof Collection<?> values) {
            values.forEach(each -> addKeys(keys, name, each));
        } else if (value instanceof SdkPojo pojo && !(pojo instanceof AttributeValue)) {
            pojo.sdkFields().forEach(field -> addKeys(keys, name, field.getValueOrDefault(pojo)));
        }
    }
}
