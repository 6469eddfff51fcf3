package io.ordertable.calls;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Describes failed calls for the log: the call, DynamoDB's error code, reasons and request id, but never what is stored. */
public final class FailureDescription {

    private FailureDescription() {}

    /** Adds to an exception which call failed, because the SDK's exceptions do not contain it. */
    public static void addCall(Throwable failure, Supplier<String> call) {
        failure.addSuppressed(new Call(call));
    }

    /** Returns why DynamoDB throttled a call; empty if it gave no reasons. */
    public static List<ThrottlingReason> throttlingReasons(AwsServiceException answer) {
        return switch (answer) {
            case ProvisionedThroughputExceededException throttled -> throttled.throttlingReasons();
            case RequestLimitExceededException throttled -> throttled.throttlingReasons();
            case ThrottlingException throttled -> throttled.throttlingReasons();
            default -> List.of();
        };
    }

    /** Returns DynamoDB's error code; {@code null} if the answer has none. */
    public static @Nullable String code(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
    }

    /** Describes a failure in one line. */
    static String of(Throwable failure) {
        return failure instanceof AwsServiceException answer ? callOf(answer) + ofAnswer(answer) : withMessage(failure);
    }

    /** Returns the exception's message, after the call that failed. */
    static String withMessage(Throwable failure) {
        return callOf(failure) + failure.getMessage();
    }

    /** Returns an empty text for a call that failed before it was sent. */
    private static String callOf(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(Call.class::isInstance)
                .map(call -> call.getMessage() + ": ")
                .findFirst()
                .orElse("");
    }

    private static String ofAnswer(AwsServiceException answer) {
        String code = Objects.requireNonNullElse(code(answer), answer.getClass().getSimpleName());
        Stream<String> reasons = answer instanceof TransactionCanceledException canceled
                ? canceled.cancellationReasons().stream().map(CancellationReason::code)
                : throttlingReasons(answer).stream().map(reason -> reason.reason() + " of " + reason.resource());
        return code + reasons.map(" "::concat).collect(Collectors.joining(",")) + " (status " + answer.statusCode()
                + ", request " + answer.requestId() + ")";
    }

    /** Composes its text when it is read, because most failures are expected and never logged. */
    private static final class Call extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Supplier<String> text;

        Call(Supplier<String> text) {
            super(null, null, false, false);
            this.text = text;
        }

        @Override
        public String getMessage() {
            return text.get();
        }
    }
}
