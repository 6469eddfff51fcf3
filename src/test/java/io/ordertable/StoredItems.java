package io.ordertable;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** What is in the table, past the service. */
public final class StoredItems {

    private static final String TABLE = "ordertable";

    private final DynamoDbClient dynamoDb;

    public StoredItems(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** The item's attributes; empty where there is none. */
    public Map<String, AttributeValue> find(String partitionKey, String sortKey) {
        return dynamoDb.getItem(
                        r -> r.tableName(TABLE).key(key(partitionKey, sortKey)).consistentRead(true))
                .item();
    }

    /** How many items of a partition have a sort key with this beginning. */
    public int count(String partitionKey, String sortKeyPrefix) {
        return dynamoDb
                .queryPaginator(r -> r.tableName(TABLE)
                        .select(Select.COUNT)
                        .consistentRead(true)
                        .keyConditionExpression("PK = :pk AND begins_with(SK, :sk)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(partitionKey),
                                ":sk", AttributeValue.fromS(sortKeyPrefix))))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    /** Overwrites a number. */
    public void set(String partitionKey, String sortKey, String attribute, long value) {
        dynamoDb.updateItem(r -> r.tableName(TABLE)
                .key(key(partitionKey, sortKey))
                .updateExpression("SET #attribute = :value")
                .conditionExpression("attribute_exists(PK)")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromN(Long.toString(value)))));
    }

    private static Map<String, AttributeValue> key(String partitionKey, String sortKey) {
        return Map.of("PK", AttributeValue.fromS(partitionKey), "SK", AttributeValue.fromS(sortKey));
    }
}
