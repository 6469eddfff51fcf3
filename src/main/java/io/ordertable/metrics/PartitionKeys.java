package io.ordertable.metrics;

import io.ordertable.calls.FailureKind;
import io.ordertable.table.TableItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Finds the partition keys that a call used. */
final class PartitionKeys {

    /** The enhanced client's name for the value of an attribute in an expression. */
    private static final String VALUE = ":AMZN_MAPPED_";

    private PartitionKeys() {}

    /**
     * Returns the partition keys in the table or the index, one for each item of the request; empty if they are unknown.
     *
     * @param response the response, or {@code null} if the call failed
     */
    static List<String> of(SdkRequest request, @Nullable SdkResponse response, Target target) {
        String name = target.partitionKey();
        if (request instanceof QueryRequest query) {
            return in(query.expressionAttributeValues(), VALUE + name);
        }
        // The request of an update has the table's key only.
        return response instanceof UpdateItemResponse updated
                        && updated.attributes().containsKey(name)
                ? in(updated.attributes(), name)
                : in(request, name);
    }

    /** Returns the partition keys of a throttled call. Of a canceled transaction, only those of the items that were throttled. */
    static List<String> ofThrottled(SdkRequest request, AwsServiceException failure, Target target) {
        if (request instanceof TransactWriteItemsRequest transaction
                && failure instanceof TransactionCanceledException canceled) {
            return IntStream.range(0, canceled.cancellationReasons().size())
                    .filter(i ->
                            FailureKind.ofReason(canceled.cancellationReasons().get(i)) == FailureKind.THROTTLED)
                    .mapToObj(i -> in(transaction.transactItems().get(i), target.partitionKey()))
                    .flatMap(List::stream)
                    .toList();
        }
        List<String> keys = of(request, null, target);
        return keys.isEmpty() && request instanceof UpdateItemRequest update
                // The new value of an index's key is in the update.
                ? in(update.expressionAttributeValues(), VALUE + target.partitionKey())
                : keys;
    }

    /** Returns the partition keys of what DynamoDB left unprocessed of a batch. */
    static List<String> ofUnprocessed(SdkResponse response) {
        return switch (response) {
            case BatchGetItemResponse read -> in(read.unprocessedKeys(), TableItem.PK);
            case BatchWriteItemResponse written -> in(written.unprocessedItems(), TableItem.PK);
            default -> List.of();
        };
    }

    private static List<String> in(Object value, String name) {
        List<String> keys = new ArrayList<>();
        addKeys(keys, name, value);
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
