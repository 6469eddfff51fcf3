package io.ordertable.table;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads items by their keys with one BatchGetItem. The enhanced client cannot project attributes in one, and would read the keys that
 * DynamoDB left unprocessed again without a pause.
 */
@Component
public class BatchReads {

    /** The most keys in a BatchGetItem. */
    public static final int MAX_KEYS = 100;

    /** How many items a BatchGetItem returns at once even if all have the largest size. */
    public static final int MAX_LARGE_ITEMS = 25;

    private final DynamoDbClient client;
    private final String table;

    BatchReads(DynamoDbClient client, TableProperties properties) {
        this.client = client;
        this.table = properties.name();
    }

    /** Reads whole items. */
    public Result read(Stream<Key> keys, boolean consistent) {
        return read(request(keys, consistent).build());
    }

    /** Reads these attributes of items. */
    public Result read(Stream<Key> keys, boolean consistent, Collection<String> attributes) {
        // Some attributes have names that are reserved in expressions.
        return read(request(keys, consistent)
                .projectionExpression(attributes.stream().map("#"::concat).collect(Collectors.joining(",")))
                .expressionAttributeNames(
                        attributes.stream().collect(Collectors.toMap("#"::concat, Function.identity())))
                .build());
    }

    private static KeysAndAttributes.Builder request(Stream<Key> keys, boolean consistent) {
        return KeysAndAttributes.builder()
                .keys(keys.map(key -> key.primaryKeyMap(TableItem.SCHEMA)).toList())
                .consistentRead(consistent);
    }

    private Result read(KeysAndAttributes request) {
        BatchGetItemResponse response =
                client.batchGetItem(r -> r.requestItems(Map.of(table, request)).returnConsumedCapacity(TOTAL));
        return new Result(
                response.responses().getOrDefault(table, List.of()),
                response.unprocessedKeys().values().stream()
                        .flatMap(left -> left.keys().stream())
                        .toList(),
                response.consumedCapacity().stream()
                        .mapToDouble(ConsumedCapacity::capacityUnits)
                        .sum());
    }

    /**
     * What one call returned.
     *
     * @param items the items that exist, in any order
     * @param unprocessedKeys the keys of the items that were not read
     * @param units the capacity units that the call consumed
     */
    public record Result(
            List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> unprocessedKeys, double units) {}
}
