package io.ordertable.table;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Shortens the time-out of a call if the deadline comes first. */
record DeadlineInterceptor(Duration callTimeout) implements ExecutionInterceptor {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Duration left = Deadline.atMost(callTimeout);
        if (left.equals(callTimeout) || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        AwsRequestOverrideConfiguration.Builder configuration = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallTimeout(left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
        return request.toBuilder().overrideConfiguration(configuration.build()).build();
    }
}
