package io.ordertable.resilience;

import static io.ordertable.resilience.DatabaseFailure.REFUSED;
import static io.ordertable.resilience.DatabaseFailure.THROTTLED;
import static io.ordertable.resilience.DatabaseFailure.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class DatabaseFailureTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
                "Throttling",
                "TransactionInProgressException"
            })
    void aLackOfCapacityIsThrottling(String errorCode) {
        assertThat(DatabaseFailure.of(answer(400, errorCode))).isEqualTo(THROTTLED);
    }

    @Test
    void theSdksOwnThrottlingExceptionsAreThrottling() {
        assertThat(DatabaseFailure.of(ProvisionedThroughputExceededException.builder()
                        .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                        .statusCode(400)
                        .build()))
                .isEqualTo(THROTTLED);
        assertThat(DatabaseFailure.of(RequestLimitExceededException.builder()
                        .awsErrorDetails(details("RequestLimitExceeded"))
                        .statusCode(400)
                        .build()))
                .isEqualTo(THROTTLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
    void aTransactionThatContentionCanceledIsThrottling(String reason) {
        assertThat(DatabaseFailure.of(canceled(reason))).isEqualTo(THROTTLED);
        assertThat(DatabaseFailure.of(canceled("None", reason, "None"))).isEqualTo(THROTTLED);
        assertThat(DatabaseFailure.of(canceled(reason, "TransactionConflict"))).isEqualTo(THROTTLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConditionalCheckFailed",
                "ValidationError",
                "ItemCollectionSizeLimitExceeded",
                "DuplicateItem",
                "AccessDenied"
            })
    void aTransactionThatAnythingElseCanceledIsRefused(String reason) {
        assertThat(DatabaseFailure.of(canceled(reason))).isEqualTo(REFUSED);
        assertThat(DatabaseFailure.of(canceled("TransactionConflict", reason))).isEqualTo(REFUSED);
    }

    @Test
    void aConflictWithATransactionIsThrottling() {
        assertThat(DatabaseFailure.of(TransactionConflictException.builder()
                        .awsErrorDetails(details("TransactionConflictException"))
                        .statusCode(400)
                        .build()))
                .isEqualTo(THROTTLED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aFailureOfDynamoDbIsUnavailability(int status) {
        assertThat(DatabaseFailure.of(answer(status, "InternalFailure"))).isEqualTo(UNAVAILABLE);
    }

    @Test
    void anInternalErrorIsUnavailabilityWhateverItsStatus() {
        assertThat(DatabaseFailure.of(InternalServerErrorException.builder()
                        .awsErrorDetails(details("InternalServerError"))
                        .build()))
                .isEqualTo(UNAVAILABLE);
    }

    @Test
    void noAnswerIsUnavailability() {
        assertThat(DatabaseFailure.of(SdkClientException.create("Unable to execute HTTP request")))
                .isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(ApiCallTimeoutException.create(1_000))).isEqualTo(UNAVAILABLE);
        assertThat(DatabaseFailure.of(ApiCallAttemptTimeoutException.create(1_000)))
                .isEqualTo(UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConditionalCheckFailedException",
                "ValidationException",
                "AccessDeniedException",
                "ResourceNotFoundException",
                "ItemCollectionSizeLimitExceededException",
                "IdempotentParameterMismatchException",
                "UnrecognizedClientException"
            })
    void aCallThatCannotSucceedIsRefused(String errorCode) {
        assertThat(DatabaseFailure.of(answer(400, errorCode))).isEqualTo(REFUSED);
    }

    private static DynamoDbException answer(int status, String errorCode) {
        return (DynamoDbException) DynamoDbException.builder()
                .awsErrorDetails(details(errorCode))
                .statusCode(status)
                .build();
    }

    private static TransactionCanceledException canceled(String... reasons) {
        return TransactionCanceledException.builder()
                .awsErrorDetails(details("TransactionCanceledException"))
                .statusCode(400)
                .cancellationReasons(Arrays.stream(reasons)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }

    private static AwsErrorDetails details(String errorCode) {
        return AwsErrorDetails.builder().errorCode(errorCode).build();
    }
}
