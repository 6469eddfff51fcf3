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

/**
 * Describes failed calls for the log: which call, DynamoDB's error code, reasons and request id; never what was stored. The call is
 * named by a suppressed exception, because the SDK's exception only says how it failed. Its text is composed when it is read, as
 * most failures are expected and nobody reads them.
 */
public final class FailureDescription extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<String> call;

    private FailureDescription(Supplier<String> call) {
        super(null, null, false, false);
        this.call = call;
    }

    /** Adds to an exception which call failed. */
    public static void addCall(Throwable failure, Supplier<String> call) {
        failure.addSuppressed(new FailureDescription(call));
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
        return callOf(failure) + (failure instanceof AwsServiceException answer ? ofAnswer(answer) : ofOther(failure));
    }

    /** Returns the exception's message, after the call that failed. */
    static String withMessage(Throwable failure) {
        return callOf(failure) + failure.getMessage();
    }

    @Override
    public String getMessage() {
        return call.get();
    }

    /** Empty for a call that failed before it was sent. */
    private static String callOf(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(FailureDescription.class::isInstance)
                .map(description -> description.getMessage() + ": ")
                .findFirst()
                .orElse("");
    }

    private static String ofAnswer(AwsServiceException answer) {
        String code = Objects.requireNonNullElse(code(answer), answer.getClass().getSimpleName());
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
        return answer instanceof TransactionCanceledException canceled
                ? canceled.cancellationReasons().stream().map(CancellationReason::code)
                : throttlingReasons(answer).stream().map(reason -> reason.reason() + " of " + reason.resource());
    }
}
