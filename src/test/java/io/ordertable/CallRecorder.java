package io.ordertable;

import java.util.Collection;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Keeps what DynamoDB reports of each call's cost; the service always asks for it. */
final class CallRecorder implements ExecutionInterceptor {

    /** What an eventually consistent query costs that finds nothing; DynamoDB Local reports 0. */
    private static final double LEAST = 0.5;

    private record Call(String operation, double units) {}

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /** Forgets all calls. */
    void reset() {
        calls.clear();
    }

    /** Returns the calls since the last reset, as {@code <number> <operation> (<capacity units>)}, in alphabetical order. */
    String summary() {
        return calls.stream()
                .collect(
                        Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.summarizingDouble(Call::units)))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue().getCount() + " " + entry.getKey() + " ("
                        + entry.getValue().getSum() + ")")
                .collect(Collectors.joining(" + "));
    }

    /** Returns the capacity units of all calls since the last reset. */
    double units() {
        return calls.stream().mapToDouble(Call::units).sum();
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

    private static double units(SdkResponse response) {
        Object consumed =
                response.getValueForField("ConsumedCapacity", Object.class).orElseThrow();
        double units = consumed instanceof Collection<?> tables
                ? tables.stream()
                        .mapToDouble(table -> ((ConsumedCapacity) table).capacityUnits())
                        .sum()
                : ((ConsumedCapacity) consumed).capacityUnits();
        return Math.max(LEAST, units);
    }

    /** Puts a recorder between the service and DynamoDB, whose client takes every interceptor that is a bean. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        CallRecorder callRecorder() {
            return new CallRecorder();
        }
    }
}
