package io.ordertable.expert;

import java.time.Instant;
import java.util.Map;

/**
 * Something that is wrong, or could be better, with what to do about it.
 *
 * @param code identifies the kind of finding; the texts of each are in {@code findings.yaml}
 * @param area performance, data_model, features, cost or integration
 * @param severity critical, warning or advice
 * @param seen the evidence as a sentence
 * @param numbers the same evidence by name
 * @param since when it was first seen, within the last hour, or since when it is known
 * @param why why it matters
 * @param action what to do about it: a command or a setting
 * @param check how to see that it helped
 */
record Finding(
        String code,
        String area,
        String severity,
        String title,
        String seen,
        Map<String, Object> numbers,
        Instant since,
        String why,
        String action,
        String check) {}
