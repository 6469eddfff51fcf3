package io.ordertable.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Makes calls to DynamoDB in parallel, each on its own virtual thread. */
@Component
class Parallel {

    /** The most calls of one {@link #map} at the same time, so that a request never takes all connections. */
    private static final int AT_ONCE = 8;

    private final AsyncTaskExecutor executor;

    Parallel(AsyncTaskExecutor applicationTaskExecutor) {
        this.executor = applicationTaskExecutor;
    }

    /**
     * Calls the function for each element. Returns the results in the order of the elements, or throws the first failure, after which
     * no further calls start.
     */
    <T, R> List<R> map(List<T> elements, Function<T, R> function) {
        List<CompletableFuture<R>> calls = new ArrayList<>();
        for (T element : elements) {
            if (calls.size() >= AT_ONCE) {
                result(calls.get(calls.size() - AT_ONCE));
            }
            calls.add(start(() -> function.apply(element)));
        }
        return calls.stream().map(Parallel::result).toList();
    }

    /** Starts a call. {@link #result} waits for it. */
    <R> CompletableFuture<R> start(Supplier<R> call) {
        return CompletableFuture.supplyAsync(call, executor);
    }

    static <R> R result(CompletableFuture<R> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
