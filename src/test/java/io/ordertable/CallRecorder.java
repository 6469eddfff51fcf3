package io.ordertable;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Asks DynamoDB with each call what it consumes, and keeps the answers. */
final class CallRecorder implements ExecutionInterceptor {

    /** What a query costs that finds nothing, an eventually consistent one; DynamoDB Local reports 0. */
    private static final double LEAST = 0.5;

    private final Collection<Call> calls = new ConcurrentLinkedQueue<>();

    /** Forgets all calls. */
    void reset() {
        calls.clear();
    }

    /** The calls since the last reset, as {@code <number> <operation> (<capacity units>)}, in alphabetical order. */
    String summary() {
        return new ArrayList<>(calls)
                .stream()
                        .collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.toList()))
                        .entrySet()
                        .stream()
                        .map(entry -> summary(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(" + "));
    }

    /** Capacity units of all calls since the last reset. */
    double units() {
        return calls.stream().mapToDouble(Call::units).sum();
    }

    private static String summary(String operation, List<Call> calls) {
        double units = calls.stream().mapToDouble(Call::units).sum();
        return calls.size() + " " + operation + " (" + units + ")";
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return measured(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        calls.add(new Call(operation(attributes), units(context.response())));
    }

    /** A canceled transaction costs too, but only a successful one says how much. */
    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        calls.add(new Call(operation(attributes), 0));
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    private static SdkRequest measured(SdkRequest request) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        if (request instanceof GetItemRequest get) {
            return get.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof PutItemRequest put) {
            return put.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof UpdateItemRequest update) {
            return update.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof DeleteItemRequest delete) {
            return delete.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof QueryRequest query) {
            return query.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof TransactWriteItemsRequest transaction) {
            return transaction.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof BatchGetItemRequest batch) {
            return batch.toBuilder().returnConsumedCapacity(total).build();
        } else if (request instanceof BatchWriteItemRequest batch) {
            return batch.toBuilder().returnConsumedCapacity(total).build();
        }
        return request;
    }

    private static double units(SdkResponse response) {
        if (response instanceof GetItemResponse get) {
            return get.consumedCapacity().capacityUnits();
        } else if (response instanceof PutItemResponse put) {
            return put.consumedCapacity().capacityUnits();
        } else if (response instanceof UpdateItemResponse update) {
            return update.consumedCapacity().capacityUnits();
        } else if (response instanceof DeleteItemResponse delete) {
            return delete.consumedCapacity().capacityUnits();
        } else if (response instanceof QueryResponse query) {
            return Math.max(LEAST, query.consumedCapacity().capacityUnits());
        } else if (response instanceof TransactWriteItemsResponse transaction) {
            return sum(transaction.consumedCapacity());
        } else if (response instanceof BatchGetItemResponse batch) {
            return sum(batch.consumedCapacity());
        } else if (response instanceof BatchWriteItemResponse batch) {
            return sum(batch.consumedCapacity());
        }
        return 0;
    }

    private static double sum(List<ConsumedCapacity> capacities) {
        return capacities.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    private record Call(String operation, double units) {}

    /** Puts a recorder between the service and DynamoDB. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        CallRecorder callRecorder() {
            return new CallRecorder();
        }

        @Bean
        DynamoDbClientCustomizer recording(CallRecorder recorder) {
            return client -> client.overrideConfiguration(
                    client.overrideConfiguration().copy(c -> c.addExecutionInterceptor(recorder)));
        }
    }
}
