package io.ordertable.table.dax;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Adds to calls of the DAX client what the SDK does for its own: interceptors, which record metrics, and a time-out.
 *
 * @param callTimeout how long a call may take if the deadline is not earlier
 */
record DaxCalls(List<ExecutionInterceptor> interceptors, Duration callTimeout) {

    /** Calls the DAX client. {@code operation} is the name that DynamoDB gives it. */
    <T extends SdkRequest, R extends SdkResponse> R call(String operation, T request, Function<T, R> call) {
        InterceptorContext context =
                InterceptorContext.builder().request(request).build();
        ExecutionAttributes attributes =
                new ExecutionAttributes().putAttribute(SdkExecutionAttribute.OPERATION_NAME, operation);
        interceptors.forEach(interceptor -> interceptor.beforeExecution(context, attributes));
        try {
            R response = inTime(new FutureTask<>(() -> call.apply(request)));
            InterceptorContext answered = context.copy(c -> c.response(response));
            interceptors.forEach(interceptor -> interceptor.afterExecution(answered, attributes));
            return response;
        } catch (RuntimeException e) {
            Failure failure = new Failure(request, e);
            interceptors.forEach(interceptor -> interceptor.onExecutionFailure(failure, attributes));
            throw e;
        }
    }

    /** Waits for another thread to make the call, because the DAX client's own time-outs are for the steps of a call. */
    private <R> R inTime(FutureTask<R> call) {
        Duration limit = Deadline.atMost(callTimeout);
        Thread.startVirtualThread(call);
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : SdkClientException.create("the DAX client failed", e.getCause());
        } catch (TimeoutException e) {
            throw ApiCallTimeoutException.create(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting for DAX", e);
        } finally {
            call.cancel(true);
        }
    }

    /** What interceptors are given of a failed call, in which there is no HTTP. */
    private record Failure(SdkRequest request, Throwable exception) implements Context.FailedExecution {

        @Override
        public Optional<SdkHttpRequest> httpRequest() {
            return Optional.empty();
        }

        @Override
        public Optional<SdkHttpResponse> httpResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SdkResponse> response() {
            return Optional.empty();
        }
    }
}
