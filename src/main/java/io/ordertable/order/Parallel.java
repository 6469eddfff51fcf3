package io.ordertable.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Calls that wait for DynamoDB, side by side: each on a virtual thread of its own. */
@Component
class Parallel {

    private final AsyncTaskExecutor executor;

    Parallel(AsyncTaskExecutor applicationTaskExecutor) {
        this.executor = applicationTaskExecutor;
    }

    /** Calls the function for each element; results are in the elements' order, and the first failure is thrown as it was. */
    <T, R> List<R> map(List<T> elements, Function<T, R> function) {
        List<CompletableFuture<R>> calls = elements.stream()
                .map(element -> CompletableFuture.supplyAsync(() -> function.apply(element), executor))
                .toList();
        return calls.stream().map(Parallel::result).toList();
    }

    /** Starts one call; {@link #result} waits for it. */
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
