package io.ordertable.table;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Shortens a call's time-out to what is left until the deadline. Changes nothing while that is far. */
class DeadlineInterceptor implements ExecutionInterceptor {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Duration callTimeout;

    DeadlineInterceptor(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Duration limit = Deadline.atMost(callTimeout);
        return limit.equals(callTimeout) ? context.request() : limited(context.request(), limit);
    }

    private static SdkRequest limited(SdkRequest request, Duration left) {
        if (!(request instanceof AwsRequest call)) {
            return request;
        }
        AwsRequestOverrideConfiguration.Builder configuration = call.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        Duration timeout = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        return call.toBuilder()
                .overrideConfiguration(configuration.apiCallTimeout(timeout).build())
                .build();
    }
}
