package io.ordertable.resilience;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** A failure in a few words for the log: its code and why DynamoDB throttled, never what the request was about. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        if (!(failure instanceof AwsServiceException answer)) {
            return failure.getCause() == null
                    ? name
                    : name + ", " + failure.getCause().getClass().getSimpleName();
        }
        String code =
                answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                        ? name
                        : answer.awsErrorDetails().errorCode();
        String reasons = reasons(answer).stream()
                .map(reason -> " " + reason.reason() + " of " + reason.resource())
                .collect(Collectors.joining(","));
        return code + reasons + " (status " + answer.statusCode() + ", request " + answer.requestId() + ")";
    }

    private static List<ThrottlingReason> reasons(AwsServiceException answer) {
        if (answer instanceof ProvisionedThroughputExceededException throttled) {
            return throttled.throttlingReasons();
        }
        if (answer instanceof RequestLimitExceededException throttled) {
            return throttled.throttlingReasons();
        }
        return answer instanceof ThrottlingException throttled ? throttled.throttlingReasons() : List.of();
    }
}
