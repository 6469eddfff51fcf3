package io.ordertable;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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

    /** How many items of a partition have a sort key that begins so. */
    public int count(String partitionKey, String sortKeyPrefix) {
        return client
                .queryPaginator(r -> r.tableName(table)
                        .select(Select.COUNT)
                        .keyConditionExpression("PK = :pk AND begins_with(SK, :sk)")
                        .expressionAttributeValues(Map.of(":pk", s(partitionKey), ":sk", s(sortKeyPrefix)))
                        .consistentRead(true))
                .stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    /** Overwrites a number in an item. */
    public void set(String partitionKey, String sortKey, String attribute, long value) {
        set(partitionKey, sortKey, attribute, n(Long.toString(value)));
    }

    /** Overwrites an attribute of an item. */
    public void set(String partitionKey, String sortKey, String attribute, AttributeValue value) {
        client.updateItem(r -> r.tableName(table)
                .key(Map.of("PK", s(partitionKey), "SK", s(sortKey)))
                .updateExpression("SET #attribute = :value")
                .conditionExpression("attribute_exists(PK)")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    /** Removes an item, by a call that the service makes too, as the client behind DAX takes no others. */
    public void delete(String partitionKey, String sortKey) {
        TransactWriteItem deletion = TransactWriteItem.builder()
                .delete(r -> r.tableName(table).key(Map.of("PK", s(partitionKey), "SK", s(sortKey))))
                .build();
        client.transactWriteItems(r -> r.transactItems(deletion));
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
