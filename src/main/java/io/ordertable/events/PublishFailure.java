package io.ordertable.events;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;

/** What failures of PublishBatch mean. */
final class PublishFailure {

    private static final int SERVER_ERROR = 500;

    private PublishFailure() {}

    /** Whether the same call may succeed later: throttling, trouble of SNS or KMS, or no answer at all. */
    static boolean mayPass(SdkException failure) {
        return !(failure instanceof AwsServiceException answer)
                || answer.statusCode() >= SERVER_ERROR
                || answer.isThrottlingException()
                || isThrottling(answer.awsErrorDetails().errorCode());
    }

    /** Whether the same entry may succeed later. */
    static boolean mayPass(BatchResultErrorEntry failure) {
        return !failure.senderFault() || isThrottling(failure.code());
    }

    /** For the log, without the message: it can quote what was sent. */
    static String describe(SdkException failure) {
        return failure instanceof AwsServiceException answer
                ? "PublishBatch failed: %s (%d), request %s"
                        .formatted(answer.awsErrorDetails().errorCode(), answer.statusCode(), answer.requestId())
                : "PublishBatch failed: " + failure;
    }

    /** For the log. */
    static String describe(BatchResultErrorEntry failure) {
        return "PublishBatch failed for one entry: " + failure.code();
    }

    /** SNS passes on KMS's throttling as a client's error that the SDK does not know. */
    private static boolean isThrottling(String code) {
        return code != null && code.contains("Throttl");
    }
}
