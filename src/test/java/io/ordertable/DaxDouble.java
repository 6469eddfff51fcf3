package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
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
 * Stands in for a DAX cluster and its client in front of a real engine, by what AWS documents of the one and what can be seen of
 * the other: an item cache that only writes renew, which holds misses too; a query cache that nothing renews; failed conditions
 * without the item; a transaction's reasons out of order; no interceptors, no configuration, none but the data operations. Its
 * caches never expire.
 */
final class DaxDouble implements DynamoDbClient {

    private record Item(String table, Map<String, AttributeValue> key) {}

    private final DynamoDbClient engine;
    private final Map<Item, GetItemResponse> items = new ConcurrentHashMap<>();
    private final Map<QueryRequest, QueryResponse> queries = new ConcurrentHashMap<>();

    DaxDouble(DynamoDbClient engine) {
        this.engine = engine;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        if (Boolean.TRUE.equals(request.consistentRead())) {
            return engine.getItem(request);
        }
        return items.computeIfAbsent(new Item(request.tableName(), request.key()), item -> engine.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        KeysAndAttributes keys = request.requestItems().get(table);
        if (Boolean.TRUE.equals(keys.consistentRead())) {
            return engine.batchGetItem(request);
        }
        List<Map<String, AttributeValue>> found = keys.keys().stream()
                .map(key -> items.computeIfAbsent(
                                new Item(table, key),
                                item -> engine.getItem(
                                        get -> get.tableName(table).key(key)))
                        .item())
                .filter(item -> !item.isEmpty())
                .toList();
        return BatchGetItemResponse.builder().responses(Map.of(table, found)).build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return queries.computeIfAbsent(request, engine::query);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return write(() -> engine.putItem(request), item(request.tableName(), request.item()));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write(() -> engine.updateItem(request), item(request.tableName(), request.key()));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        List<Item> written = new ArrayList<>();
        request.requestItems()
                .forEach((table, writes) -> writes.forEach(
                        write -> written.add(item(table, write.putRequest().item()))));
        return write(() -> engine.batchWriteItem(request), written.toArray(Item[]::new));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        Item[] written = request.transactItems().stream()
                .filter(write -> write.conditionCheck() == null)
                .map(write -> write.put() != null
                        ? item(write.put().tableName(), write.put().item())
                        : item(write.delete().tableName(), write.delete().key()))
                .toArray(Item[]::new);
        try {
            return write(() -> engine.transactWriteItems(request), written);
        } catch (TransactionCanceledException e) {
            List<CancellationReason> reasons = new ArrayList<>(e.cancellationReasons());
            reasons.sort((one, other) -> Boolean.compare(one.hasItem(), other.hasItem()));
            throw e.toBuilder().cancellationReasons(reasons).build();
        }
    }

    @Override
    public String serviceName() {
        return "dax";
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Drops what was written from the cache. */
    private <R> R write(Supplier<R> call, Item... written) {
        try {
            R response = call.get();
            items.keySet().removeAll(List.of(written));
            return response;
        } catch (ConditionalCheckFailedException e) {
            throw e.toBuilder().item(null).build();
        }
    }

    private static Item item(String table, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> key = new HashMap<>(attributes);
        key.keySet().retainAll(List.of("PK", "SK"));
        return new Item(table, key);
    }

    /** Takes the place of Spring Cloud AWS's DAX client. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        DynamoDbClient dynamoDbClient(AwsConnectionDetails engine) {
            return new DaxDouble(DynamoDbClient.builder()
                    .endpointOverride(engine.getEndpoint())
                    .region(Region.of(engine.getRegion()))
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(engine.getAccessKey(), engine.getSecretKey())))
                    .build());
        }
    }
}
