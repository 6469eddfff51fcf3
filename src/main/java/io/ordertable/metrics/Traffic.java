package io.ordertable.metrics;

import java.time.Instant;

/**
 * What this instance did with the table recently.
 *
 * @param since from when on calls count
 */
public record Traffic(Instant since) {}
