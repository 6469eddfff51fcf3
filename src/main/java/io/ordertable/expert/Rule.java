package io.ordertable.expert;

import java.time.Instant;
import java.util.LinkedHashMap;
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
    record Observation(String code, Instant since, Map<String, Object> numbers) {

        static Observation of(String code, Instant since) {
            return new Observation(code, since, Map.of());
        }

        /** Returns the same with one number more. */
        Observation with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(numbers);
            more.put(name, value);
            return new Observation(code, since, more);
        }

        /** Returns the same with a part of something as a percentage. */
        Observation withPercent(String name, double part) {
            return with(name, Math.round(100 * part));
        }
    }
}
