package io.ordertable.resilience;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A failed call in one line for the log: which call, the error code, DynamoDB's reasons and request id; never what was stored. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        return CallDescription.before(
                failure instanceof AwsServiceException answer ? ofAnswer(answer) : ofOther(failure), failure);
    }

    private static String ofAnswer(AwsServiceException answer) {
        String code =
                answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                        ? answer.getClass().getSimpleName()
                        : answer.awsErrorDetails().errorCode();
        String reasons = reasons(answer).map(" "::concat).collect(Collectors.joining(","));
        return code + reasons + " (status " + answer.statusCode() + ", request " + answer.requestId() + ")";
    }

    private static String ofOther(Throwable failure) {
        return Stream.of(failure, failure.getCause())
                .filter(Objects::nonNull)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> reasons(AwsServiceException answer) {
        if (answer instanceof TransactionCanceledException canceled) {
            return canceled.cancellationReasons().stream().map(CancellationReason::code);
        }
        return throttlingReasons(answer).stream().map(reason -> reason.reason() + " of " + reason.resource());
    }

    private static List<ThrottlingReason> throttlingReasons(AwsServiceException answer) {
        if (answer instanceof ProvisionedThroughputExceededException throttled) {
            return throttled.throttlingReasons();
        }
        if (answer instanceof RequestLimitExceededException throttled) {
            return throttled.throttlingReasons();
        }
        return answer instanceof ThrottlingException throttled ? throttled.throttlingReasons() : List.of();
    }
}
