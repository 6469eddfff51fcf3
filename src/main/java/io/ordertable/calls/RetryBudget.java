package io.ordertable.calls;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries from making an overload worse: a token bucket for the whole process. A retry takes a token, a success returns one.
 * Half of all calls may fail without emptying it; if nearly all fail, it is soon empty, and each request costs one attempt.
 */
class RetryBudget {

    private final int capacity;
    private final AtomicInteger tokens;

    RetryBudget(int capacity) {
        this.capacity = capacity;
        this.tokens = new AtomicInteger(capacity);
    }

    /** Takes a token for a retry, and returns whether there was one. */
    boolean withdraw() {
        return tokens.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** Returns a token for a success. Reads first, which is all it costs while nothing fails. */
    void deposit() {
        if (tokens.get() < capacity) {
            tokens.updateAndGet(n -> Math.min(capacity, n + 1));
        }
    }

    /** Returns how many retries can start now. */
    int level() {
        return tokens.get();
    }
}
