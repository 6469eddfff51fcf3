package io.ordertable.metrics;

import io.ordertable.calls.FailureDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;

/** Records each call to DynamoDB. A call is one attempt, as the SDK does not retry. */
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
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Measurement.take(() -> {
            time(operation, targetOf(context.request()), Outcome.SUCCESS, attributes);
            countUnprocessed(operation, context.response());
        });
        Measurement.take(() -> consumed(Consumption.of(operation, context.request(), context.response())));
    }

    private void consumed(Consumption consumption) {
        listeners.forEach(listener -> Measurement.take(() -> listener.consumed(consumption)));
        for (Consumption.Share share : consumption.shares()) {
            meters.capacity(consumption.operation(), share.target(), share.kind())
                    .increment(share.units());
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Target target = targetOf(context.request());
        FailureDescription.addCall(
                context.exception(),
                () -> KeyLabel.describe(
                        operation, target.tag(), PartitionKeys.of(context.request(), null, target).stream()));
        Measurement.take(() -> failed(operation, target, context.exception(), attributes));
    }

    private void failed(String operation, Target target, Throwable exception, ExecutionAttributes attributes) {
        Outcome outcome = Outcome.of(exception);
        time(operation, target, outcome, attributes);
        if (outcome == Outcome.THROTTLED && exception instanceof AwsServiceException failure) {
            Throttling.of(failure, target).forEach(cause -> meters.throttle(operation, cause.target(), cause.reason())
                    .increment());
        }
    }

    private void time(String operation, Target target, Outcome outcome, ExecutionAttributes attributes) {
        long nanos = System.nanoTime() - attributes.getAttribute(START);
        meters.request(operation, target, outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A batch that was throttled in part succeeds, with what is left over. */
    private void countUnprocessed(String operation, SdkResponse response) {
        if (response instanceof BatchGetItemResponse batch) {
            countUnprocessed(operation, batch.unprocessedKeys());
        } else if (response instanceof BatchWriteItemResponse batch) {
            countUnprocessed(operation, batch.unprocessedItems());
        }
    }

    private void countUnprocessed(String operation, Map<String, ?> unprocessed) {
        if (!unprocessed.isEmpty()) {
            meters.throttle(operation, Target.TABLE, "Unprocessed").increment();
        }
    }

    private static Target targetOf(SdkRequest request) {
        return Target.ofIndex(
                request.getValueForField("IndexName", String.class).orElse(null));
    }
}
