package io.ordertable.table.dax;

import io.ordertable.calls.FailureKind;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Sends each call either to a DAX cluster or to DynamoDB itself. DAX gets eventually consistent reads by key, because its item cache
 * can answer them, and writes, because they update that cache. All other calls go to DynamoDB: DAX would only pass strong reads on,
 * and would repeat the result of a query for minutes after a write. Implements the operations that the service uses.
 */
record DaxClient(DynamoDbClient dax, DynamoDbClient dynamoDb, DaxCalls calls) implements DynamoDbClient {

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return Boolean.TRUE.equals(request.consistentRead())
                ? dynamoDb.getItem(request)
                : calls.call("GetItem", request, dax::getItem);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        boolean strong =
                request.requestItems().values().stream().anyMatch(table -> Boolean.TRUE.equals(table.consistentRead()));
        return strong ? dynamoDb.batchGetItem(request) : calls.call("BatchGetItem", request, dax::batchGetItem);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return dynamoDb.query(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return write("PutItem", request, dax::putItem, dynamoDb::putItem);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write("UpdateItem", request, dax::updateItem, dynamoDb::updateItem);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return write("TransactWriteItems", request, dax::transactWriteItems, dynamoDb::transactWriteItems);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return calls.call("BatchWriteItem", request, dax::batchWriteItem);
    }

    /**
     * Asks DynamoDB again if a condition failed: DAX does not return the item that failed it, and may return a transaction's reasons
     * in another order than that of its items. Nothing was written, so this is the same call.
     */
    private <T extends DynamoDbRequest, R extends DynamoDbResponse> R write(
            String operation, T request, Function<T, R> throughDax, Function<T, R> directly) {
        try {
            return calls.call(operation, request, throughDax);
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            if (FailureKind.of(e).isRetryable()) {
                throw e;
            }
            return directly.apply(request);
        }
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return dynamoDb.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return dynamoDb.serviceName();
    }

    /** Does nothing, because both clients are beans, which the application closes. */
    @Override
    public void close() {}
}
