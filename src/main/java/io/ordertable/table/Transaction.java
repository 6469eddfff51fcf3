package io.ordertable.table;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes items together, each on a condition. */
public final class Transaction {

    private final TransactWriteItemsEnhancedRequest.Builder request;

    /**
     * Creates a transaction.
     *
     * @param token identifies it, so that DynamoDB does not carry out a repeated call again
     */
    public Transaction(UUID token) {
        this.request = TransactWriteItemsEnhancedRequest.builder()
                .clientRequestToken(token.toString())
                .returnConsumedCapacity(INDEXES);
    }

    /** Adds an item to store. */
    public <T> Transaction put(DynamoDbTable<T> table, T item, Expression condition) {
        Class<T> type = table.tableSchema().itemType().rawClass();
        request.addPutItem(
                table,
                TransactPutItemEnhancedRequest.builder(type)
                        .item(item)
                        .conditionExpression(condition)
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build());
        return this;
    }

    /** Adds an item to store unconditionally. */
    public <T> Transaction put(DynamoDbTable<T> table, T item) {
        request.addPutItem(table, item);
        return this;
    }

    /** Adds an item to delete. */
    public Transaction delete(DynamoDbTable<?> table, Key key, Expression condition) {
        request.addDeleteItem(
                table,
                TransactDeleteItemEnhancedRequest.builder()
                        .key(key)
                        .conditionExpression(condition)
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build());
        return this;
    }

    /** Adds a condition on an item that is not written. */
    public Transaction check(DynamoDbTable<?> table, Key key, Expression condition) {
        request.addConditionCheck(table, c -> c.key(key).conditionExpression(condition));
        return this;
    }

    /** Carries out the transaction. Returns why DynamoDB canceled it; empty if it did not. */
    public Optional<Cancellation> commit(DynamoDbEnhancedClient client) {
        try {
            client.transactWriteItems(request.build());
            return Optional.empty();
        } catch (TransactionCanceledException e) {
            return Optional.of(new Cancellation(e));
        }
    }
}
