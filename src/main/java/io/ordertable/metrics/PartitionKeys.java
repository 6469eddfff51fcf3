package io.ordertable.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Finds the partition keys that a call touched. */
public final class PartitionKeys {

    /** How the enhanced client names a key's value in the condition of a query. */
    private static final String QUERY_VALUE = ":AMZN_MAPPED_";

    private PartitionKeys() {}

    /**
     * Returns the keys in the table or the index, one for each item that the request names; none if they cannot be known.
     *
     * @param response the answer, or {@code null} if the call failed
     */
    public static List<String> of(SdkRequest request, @Nullable SdkResponse response, Target target) {
        if (request instanceof QueryRequest query) {
            AttributeValue value = query.expressionAttributeValues().get(QUERY_VALUE + target.partitionKey());
            return value == null || value.s() == null ? List.of() : List.of(value.s());
        }
        Map<String, AttributeValue> item = onlyItem(request, response);
        if (item != null) {
            AttributeValue value = item.get(target.partitionKey());
            return value == null ? List.of() : List.of(value.s());
        }
        return items(request)
                .map(each -> each.get(target.partitionKey()))
                .filter(Objects::nonNull)
                .map(AttributeValue::s)
                .toList();
    }

    private static @Nullable Map<String, AttributeValue> onlyItem(SdkRequest request, @Nullable SdkResponse response) {
        if (request instanceof GetItemRequest get) {
            return get.key();
        }
        if (request instanceof PutItemRequest put) {
            return put.item();
        }
        if (request instanceof UpdateItemRequest update) {
            return withKey(update, response);
        }
        return request instanceof DeleteItemRequest delete ? delete.key() : null;
    }

    private static Stream<Map<String, AttributeValue>> items(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.transactItems().stream().map(PartitionKeys::item);
        }
        if (request instanceof BatchGetItemRequest batch) {
            return batch.requestItems().values().stream().flatMap(table -> table.keys().stream());
        }
        return request instanceof BatchWriteItemRequest batch
                ? batch.requestItems().values().stream()
                        .flatMap(Collection::stream)
                        .map(PartitionKeys::item)
                : Stream.of();
    }

    /** The indexes' keys are in what an update returns, where it was asked for all attributes. */
    private static Map<String, AttributeValue> withKey(UpdateItemRequest update, @Nullable SdkResponse response) {
        return response instanceof UpdateItemResponse updated
                        && updated.attributes().containsKey(Target.TABLE.partitionKey())
                ? updated.attributes()
                : update.key();
    }

    private static Map<String, AttributeValue> item(WriteRequest write) {
        return write.putRequest() != null
                ? write.putRequest().item()
                : write.deleteRequest().key();
    }

    private static Map<String, AttributeValue> item(TransactWriteItem write) {
        return Stream.<@Nullable Map<String, AttributeValue>>of(
                        write.put() == null ? null : write.put().item(),
                        write.update() == null ? null : write.update().key(),
                        write.delete() == null ? null : write.delete().key(),
                        write.conditionCheck() == null
                                ? null
                                : write.conditionCheck().key())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Map.of());
    }
}
