package io.ordertable.expert;

import java.time.Instant;
import java.util.Map;

/**
 * Something that is wrong, or could be better, with what to do about it.
 *
 * @param code identifies the kind of finding; the texts of each are in {@code findings.yaml}
 * @param seen the evidence as a sentence
 * @param numbers the same evidence by name
 * @param since when it was first seen, within the last hour, or since when it is known
 * @param why why it matters
 * @param action what to do about it: a command or a setting
 * @param check how to see that it helped
 */
record Finding(
        String code,
        Area area,
        Severity severity,
        String title,
        String seen,
        Map<String, Object> numbers,
        Instant since,
        String why,
        String action,
        String check) {

    /** What a finding is about. */
    enum Area {
        PERFORMANCE,
        DATA_MODEL,
        FEATURES,
        COST,
        INTEGRATION
    }

    /** How urgent a finding is, the most urgent first. */
    enum Severity {
        /** Customers notice it, or data is at risk. */
        CRITICAL,
        /** It becomes critical if nothing is done. */
        WARNING,
        /** It is good to know. */
        ADVICE
    }
}
