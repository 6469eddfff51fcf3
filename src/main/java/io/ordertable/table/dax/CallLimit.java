package io.ordertable.table.dax;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Ends a call after a time, or at the request's deadline where that is earlier. The DAX client knows no deadline, and its own
 * time-outs are for the steps of a call, not for all of it; so each call is made by a thread of its own and left when time is up.
 *
 * @param callTimeout how long a call may take
 */
record CallLimit(Duration callTimeout) {

    /** Makes the call. */
    <R> R apply(Supplier<R> call) {
        Duration limit = Deadline.atMost(callTimeout);
        FutureTask<R> task = new FutureTask<>(call::get);
        Thread.ofVirtual().name("dax").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw ApiCallTimeoutException.create(limit.toMillis());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while DAX was asked", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : SdkClientException.create("the DAX client failed", e.getCause());
        }
    }
}
