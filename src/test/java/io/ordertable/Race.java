package io.ordertable;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Calls that start at the same moment, each on a virtual thread of its own. */
public final class Race {

    private Race() {}

    /** Makes so many calls, numbered from 0; results are in that order. */
    public static <T> List<T> of(int runners, IntFunction<T> call) {
        CyclicBarrier start = new CyclicBarrier(runners);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls = IntStream.range(0, runners)
                    .mapToObj(runner -> threads.submit(() -> {
                        await(start);
                        return call.apply(runner);
                    }))
                    .toList();
            return calls.stream().map(Race::result).toList();
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T result(Future<T> call) {
        try {
            return call.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
