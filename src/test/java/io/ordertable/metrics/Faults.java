package io.ordertable.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Replaces DynamoDB's responses to the next GetItem calls with errors, as they look on the wire. */
public class Faults implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> FAILED = new ExecutionAttribute<>("FaultsFailed");

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicBoolean stalled = new AtomicBoolean();
    private volatile String error = "";

    /** Throttles this number of calls for one of DynamoDB's reasons. */
    public void throttle(int calls, String reason) {
        error = """
                {"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                 "message": "Throughput exceeds the current capacity",
                 "ThrottlingReasons": [{"reason": "%s",
                   "resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/ordertable"}]}""".formatted(reason);
        left.set(calls);
    }

    /** Delays the response to the next GetItem call beyond the call's time-out. */
    public void stall() {
        stalled.set(true);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (context.request() instanceof GetItemRequest && stalled.getAndSet(false)) {
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            // Parking may end early without a reason. The call's time-out interrupts it.
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        }
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!(context.request() instanceof GetItemRequest) || left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            return context.httpResponse();
        }
        attributes.putAttribute(FAILED, true);
        return context.httpResponse().toBuilder()
                .statusCode(400)
                .removeHeader("x-amz-crc32")
                .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return attributes.getAttribute(FAILED) == null
                ? context.responseBody()
                : Optional.of(new ByteArrayInputStream(error.getBytes(UTF_8)));
    }
}
