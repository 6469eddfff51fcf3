package io.ordertable.idempotency;

/**
 * The outcome of a request that creates something.
 *
 * @param resource what was created, as it is now
 * @param replayed whether an earlier request with the same idempotency key created it
 */
public record Created<T>(T resource, boolean replayed) {}
