package io.ordertable.metrics;

import io.ordertable.calls.FailureDescription;
import io.ordertable.calls.FailureKind;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;

/** Measures each call to DynamoDB. A call is one attempt, because the SDK does not retry. */
@Component
class CallInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<Long> START = new ExecutionAttribute<>("OrdertableCallStart");

    private final CallMeters meters;
    private final List<ConsumptionListener> listeners;

    CallInterceptor(CallMeters meters, ObjectProvider<ConsumptionListener> listeners) {
        this.meters = meters;
        this.listeners = listeners.orderedStream().toList();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        attributes.putAttribute(START, System.nanoTime());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        Measurement.take(() -> {
            meters.succeeded(operation, targetOf(context.request()), nanos(attributes));
            // A batch of which a part was throttled succeeds.
            if (context.response() instanceof BatchGetItemResponse batch
                            && !batch.unprocessedKeys().isEmpty()
                    || context.response() instanceof BatchWriteItemResponse writes
                            && !writes.unprocessedItems().isEmpty()) {
                meters.throttled(operation, Throttling.UNPROCESSED.target(), Throttling.UNPROCESSED.reason());
                throttled(Throttling.UNPROCESSED, PartitionKeys.ofUnprocessed(context.response()));
            }
        });
        Measurement.take(() ->
                consumed(Consumption.of(operation, context.request(), context.response(), context.httpResponse())));
    }

    private void consumed(Consumption consumption) {
        listeners.forEach(listener -> Measurement.take(() -> listener.consumed(consumption)));
        consumption.shares().forEach(share -> meters.consumed(consumption.operation(), share));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String operation = operation(attributes);
        Target target = targetOf(context.request());
        FailureDescription.addCall(
                context.exception(),
                () -> HashedKey.describeCall(
                        operation, target.tag(), PartitionKeys.of(context.request(), null, target).stream()));
        Measurement.take(() -> meters.failed(operation, target, context.exception(), nanos(attributes)));
        if (context.exception() instanceof AwsServiceException e) {
            Measurement.take(() -> report(context.request(), target, e));
        }
    }

    private void report(SdkRequest request, Target called, AwsServiceException failure) {
        switch (FailureKind.of(failure)) {
            case THROTTLED ->
                Throttling.of(failure, called)
                        .forEach(
                                cause -> throttled(cause, PartitionKeys.ofThrottled(request, failure, cause.target())));
            case CONDITION_FAILED, CONFLICT ->
                listeners.forEach(listener -> Measurement.take(() -> listener.prevented(request)));
            default -> {}
        }
    }

    private void throttled(Throttling cause, List<String> keys) {
        listeners.forEach(listener -> Measurement.take(() -> listener.throttled(cause, keys)));
    }

    static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    private static long nanos(ExecutionAttributes attributes) {
        return System.nanoTime() - attributes.getAttribute(START);
    }

    static Target targetOf(SdkRequest request) {
        return Target.ofIndex(
                request.getValueForField("IndexName", String.class).orElse(null));
    }
}
