package io.ordertable.metrics;

import io.ordertable.calls.FailureDescription;
import io.ordertable.calls.FailureKind;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Why an attempt was throttled: what was exhausted and where. A write to the table may be throttled by an index.
 *
 * @param target what had no capacity left
 * @param reason DynamoDB's reason where it gave one, otherwise its error code
 */
record Throttling(Target target, String reason) {

    private static final String OTHER = "Other";

    /** Developer Guide, "Throttling diagnosis": what was exhausted, and which limit it was. */
    private static final Pattern REASON = Pattern.compile("(Table|Index)(Read|Write)"
            + "(ProvisionedThroughput|AccountLimit|KeyRangeThroughput|MaxOnDemandThroughput)Exceeded");

    /** The reasons of a throttled attempt, at least one. */
    static List<Throttling> of(AwsServiceException failure, Target called) {
        List<Throttling> given = FailureDescription.throttlingReasons(failure).stream()
                .map(reason -> new Throttling(targetOf(reason, called), name(reason.reason())))
                .distinct()
                .toList();
        return given.isEmpty() ? List.of(new Throttling(called, code(failure))) : given;
    }

    private static Target targetOf(ThrottlingReason reason, Target called) {
        return reason.resource() == null ? called : Target.ofResource(reason.resource());
    }

    private static String code(AwsServiceException failure) {
        Stream<@Nullable String> codes = failure instanceof TransactionCanceledException canceled
                ? canceled.cancellationReasons().stream().map(CancellationReason::code)
                : Stream.of(FailureDescription.code(failure));
        return codes.filter(code -> FailureKind.ofCode(code) == FailureKind.THROTTLED)
                .findFirst()
                .orElse(OTHER);
    }

    /** Only names that are known become tags: their number has to stay small. */
    private static String name(@Nullable String reason) {
        return reason != null && REASON.matcher(reason).matches() ? reason : OTHER;
    }
}
