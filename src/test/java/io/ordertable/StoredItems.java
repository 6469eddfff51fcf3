package io.ordertable;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table holds, attribute by attribute, read past all of the service's own code. */
public final class StoredItems {

    private final DynamoDbClient client;
    private final String table;

    public StoredItems(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** The item with this key; an empty map where there is none. */
    public Map<String, AttributeValue> get(String partitionKey, String sortKey) {
        return client.getItem(r -> r.tableName(table)
                        .key(Map.of("PK", s(partitionKey), "SK", s(sortKey)))
                        .consistentRead(true))
                .item();
    }

    /** All items of a partition, in the order of their sort keys. */
    public List<Map<String, AttributeValue>> partition(String partitionKey) {
        return client.query(r -> r.tableName(table)
                        .keyConditionExpression("PK = :pk")
                        .expressionAttributeValues(Map.of(":pk", s(partitionKey)))
                        .consistentRead(true))
                .items();
    }

    /** A string. */
    public static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    /** A number, exactly as DynamoDB returns it. */
    public static AttributeValue n(String value) {
        return AttributeValue.fromN(value);
    }
}
