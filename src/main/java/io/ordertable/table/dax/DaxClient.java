package io.ordertable.table.dax;

import io.ordertable.calls.FailureKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
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
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * DynamoDB behind a DAX cluster. DAX gets what its item cache can answer, eventually consistent reads by key, and what that cache
 * has to learn, writes. All else goes to DynamoDB itself: strong reads, which DAX would only pass on, and queries, whose answers
 * DAX would repeat for minutes whatever is written meanwhile. Has the operations that the service uses; the others are
 * unsupported.
 */
class DaxClient implements DynamoDbClient {

    private final DynamoDbClient dax;
    private final DynamoDbClient dynamoDb;
    private final DaxCalls calls;

    DaxClient(DynamoDbClient dax, DynamoDbClient dynamoDb, DaxCalls calls) {
        this.dax = dax;
        this.dynamoDb = dynamoDb;
        this.calls = calls;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return isTrue(request.consistentRead())
                ? dynamoDb.getItem(request)
                : calls.make("GetItem", request, dax::getItem);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        boolean strong = request.requestItems().values().stream().anyMatch(table -> isTrue(table.consistentRead()));
        return strong ? dynamoDb.batchGetItem(request) : calls.make("BatchGetItem", request, dax::batchGetItem);
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
        return calls.make("BatchWriteItem", request, dax::batchWriteItem);
    }

    /**
     * DAX tells that a condition failed, but not which item it met, and may tell a transaction's reasons in another order than
     * that of its items. So DynamoDB itself is asked again. Nothing was written, which makes that the same call.
     */
    private <T extends DynamoDbRequest, R extends DynamoDbResponse> R write(
            String operation, T request, Function<T, R> throughDax, Function<T, R> directly) {
        try {
            return calls.make(operation, request, throughDax);
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            if (FailureKind.of(e).isRetryable()) {
                throw e;
            }
            return directly.apply(request);
        }
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return dynamoDb.createTable(request);
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return dynamoDb.describeTimeToLive(request);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return dynamoDb.updateTimeToLive(request);
    }

    @Override
    public DynamoDbWaiter waiter() {
        return dynamoDb.waiter();
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return dynamoDb.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return dynamoDb.serviceName();
    }

    /** Closes nothing: both clients are beans, which the application closes. */
    @Override
    public void close() {}

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
