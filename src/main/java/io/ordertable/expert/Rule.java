package io.ordertable.expert;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** Recognizes one kind of problem. A pure function: everything that it needs is in the evidence. */
@FunctionalInterface
interface Rule {

    /** Returns what the evidence shows; empty if all is well. */
    Stream<Observation> observe(Evidence evidence);

    /**
     * What a rule has seen.
     *
     * @param code the finding in {@code findings.yaml}
     * @param since when it was first seen
     * @param numbers what the placeholders in the finding's texts stand for
     */
    record Observation(String code, Instant since, Map<String, Object> numbers) {}
}
