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

/** Why and by what an attempt was throttled. The target may be an index although the call was a write to the table. */
record Throttling(Target target, String reason) {

    /** The reason of batches of which DynamoDB left a part unprocessed. */
    static final Throttling UNPROCESSED = new Throttling(Target.TABLE, "Unprocessed");

    private static final String OTHER = "Other";

    /** Developer Guide, "Throttling diagnosis". Other reasons do not become tags, so that their number is limited. */
    private static final Pattern REASON = Pattern.compile("(Table|Index)(Read|Write)"
            + "(ProvisionedThroughput|AccountLimit|KeyRangeThroughput|MaxOnDemandThroughput)Exceeded");

    /** Returns at least one reason. */
    static List<Throttling> of(AwsServiceException failure, Target called) {
        List<Throttling> reasons = FailureDescription.throttlingReasons(failure).stream()
                .map(reason -> new Throttling(targetOf(reason, called), name(reason.reason())))
                .distinct()
                .toList();
        return reasons.isEmpty() ? List.of(new Throttling(called, code(failure))) : reasons;
    }

    private static Target targetOf(ThrottlingReason reason, Target called) {
        String arn = reason.resource();
        return arn == null ? called : Target.ofIndex(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static String code(AwsServiceException failure) {
        Stream<@Nullable String> codes = failure instanceof TransactionCanceledException canceled
                ? canceled.cancellationReasons().stream().map(CancellationReason::code)
                : Stream.of(FailureDescription.code(failure));
        return codes.filter(code -> FailureKind.ofCode(code) == FailureKind.THROTTLED)
                .findFirst()
                .orElse(OTHER);
    }

    private static String name(@Nullable String reason) {
        return reason != null && REASON.matcher(reason).matches() ? reason : OTHER;
    }
}
