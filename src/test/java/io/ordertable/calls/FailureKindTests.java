package io.ordertable.calls;

import static io.ordertable.calls.FailureKind.CONDITION_FAILED;
import static io.ordertable.calls.FailureKind.CONFLICT;
import static io.ordertable.calls.FailureKind.MISCONFIGURED;
import static io.ordertable.calls.FailureKind.OVERLOADED;
import static io.ordertable.calls.FailureKind.REFUSED;
import static io.ordertable.calls.FailureKind.THROTTLED;
import static io.ordertable.calls.FailureKind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The known error codes of DynamoDB, and what they mean. */
class FailureKindTests {

    /** The code of each exception in the SDK's model. */
    private static Stream<Arguments> modelled() {
        return Stream.of(
                arguments("ProvisionedThroughputExceededException", THROTTLED),
                arguments("RequestLimitExceeded", THROTTLED),
                arguments("ThrottlingException", THROTTLED),
                arguments("LimitExceededException", THROTTLED),
                arguments("TransactionConflictException", CONFLICT),
                arguments("TransactionInProgressException", CONFLICT),
                arguments("ReplicatedWriteConflictException", CONFLICT),
                arguments("InternalServerError", UNAVAILABLE),
                arguments("ResourceNotFoundException", MISCONFIGURED),
                arguments("TableNotFoundException", MISCONFIGURED),
                arguments("ResourceInUseException", MISCONFIGURED),
                arguments("ConditionalCheckFailedException", CONDITION_FAILED),
                arguments("IdempotentParameterMismatchException", REFUSED),
                arguments("ItemCollectionSizeLimitExceededException", REFUSED),
                arguments("DuplicateItemException", REFUSED),
                arguments("TransactionCanceledException", REFUSED),
                // Of operations that the service never calls.
                arguments("BackupInUseException", REFUSED),
                arguments("BackupNotFoundException", REFUSED),
                arguments("ContinuousBackupsUnavailableException", REFUSED),
                arguments("ExpiredIteratorException", REFUSED),
                arguments("ExportConflictException", REFUSED),
                arguments("ExportNotFoundException", REFUSED),
                arguments("GlobalTableAlreadyExistsException", REFUSED),
                arguments("GlobalTableNotFoundException", REFUSED),
                arguments("ImportConflictException", REFUSED),
                arguments("ImportNotFoundException", REFUSED),
                arguments("IndexNotFoundException", REFUSED),
                arguments("InvalidExportTimeException", REFUSED),
                arguments("InvalidRestoreTimeException", REFUSED),
                arguments("PointInTimeRecoveryUnavailableException", REFUSED),
                arguments("PolicyNotFoundException", REFUSED),
                arguments("ReplicaAlreadyExistsException", REFUSED),
                arguments("ReplicaNotFoundException", REFUSED),
                arguments("TableAlreadyExistsException", REFUSED),
                arguments("TableInUseException", REFUSED),
                arguments("TrimmedDataAccessException", REFUSED));
    }

    /** Codes that all AWS services share, and those of DynamoDB without a class. */
    private static Stream<Arguments> common() {
        return Stream.of(
                arguments("Throttling", THROTTLED),
                arguments("ThrottledException", THROTTLED),
                arguments("TooManyRequestsException", THROTTLED),
                arguments("InternalFailure", UNAVAILABLE),
                arguments("ServiceUnavailable", UNAVAILABLE),
                arguments("RequestTimeout", UNAVAILABLE),
                arguments("RequestTimeTooSkewed", UNAVAILABLE),
                arguments("RequestExpired", UNAVAILABLE),
                arguments("", UNAVAILABLE),
                arguments("AccessDeniedException", MISCONFIGURED),
                arguments("UnrecognizedClientException", MISCONFIGURED),
                arguments("MissingAuthenticationTokenException", MISCONFIGURED),
                arguments("ExpiredTokenException", MISCONFIGURED),
                arguments("InvalidSignatureException", MISCONFIGURED),
                arguments("IncompleteSignatureException", MISCONFIGURED),
                arguments("ValidationException", REFUSED),
                arguments("SerializationException", REFUSED),
                arguments("UnknownOperationException", REFUSED),
                arguments("SomethingNew", REFUSED));
    }

    @ParameterizedTest
    @MethodSource({"modelled", "common"})
    void aClientErrorIsClassifiedByItsCode(String code, FailureKind expected) {
        assertThat(FailureKind.of(error(400, code))).isEqualTo(expected);
    }

    @Test
    void everyExceptionOfTheSdksModelIsClassifiedHere() {
        Set<String> classified = modelled()
                .map(arguments -> arguments.get()[0].toString().replaceAll("Exception$", ""))
                .collect(Collectors.toSet());
        Set<String> known = new ClassFileImporter()
                .importPackages(DynamoDbException.class.getPackageName()).stream()
                        .filter(type -> type.isAssignableTo(DynamoDbException.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName)
                        .filter(name -> name.endsWith("Exception") && !name.equals("DynamoDbException"))
                        .map(name -> name.replaceAll("Exception$", ""))
                        .collect(Collectors.toSet());

        assertThat(classified).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerErrorMayPassWhateverItsCode(int status) {
        assertThat(FailureKind.of(error(status, "SomethingNew"))).isEqualTo(UNAVAILABLE);
        assertThat(FailureKind.of(error(status, null))).isEqualTo(UNAVAILABLE);
        assertThat(FailureKind.of(DynamoDbException.builder().statusCode(status).build()))
                .isEqualTo(UNAVAILABLE);
    }

    @Test
    void anAnswerWithoutCodeBlamesNoOne() {
        assertThat(FailureKind.of(error(400, null))).isEqualTo(UNAVAILABLE);
        assertThat(FailureKind.of(DynamoDbException.builder().statusCode(403).build()))
                .isEqualTo(UNAVAILABLE);
        assertThat(FailureKind.of(error(429, null))).isEqualTo(THROTTLED);
    }

    @Test
    void noAnswerMayBeAnyOutcome() {
        assertThat(FailureKind.of(SdkClientException.create("reset"))).isEqualTo(UNAVAILABLE);
        assertThat(FailureKind.of(ApiCallTimeoutException.create(1))).isEqualTo(UNAVAILABLE);
    }

    /** The messages of the SDK's providers, which have no exception of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to load credentials from any of the providers in the chain",
                "Failed to load credentials from metadata service.",
                "Failed to load credentials from IMDS."
            })
    void missingCredentialsAreForTheOperator(String message) {
        assertThat(FailureKind.of(SdkClientException.create(message))).isEqualTo(MISCONFIGURED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TransactionConflict",
                "ThrottlingError",
                "ProvisionedThroughputExceeded",
                "None,TransactionConflict",
                "ThrottlingError,None,TransactionConflict,ProvisionedThroughputExceeded"
            })
    void aTransactionCanceledForContentionAloneIsRepeated(String reasons) {
        assertThat(FailureKind.of(canceled(reasons.split(","))).isRetryable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConditionalCheckFailed",
                "TransactionConflict,ConditionalCheckFailed",
                "ItemCollectionSizeLimitExceeded",
                "ValidationError,ThrottlingError",
                "AccessDenied",
                "DuplicateItem",
                "SomethingNew"
            })
    void aTransactionCanceledForAnythingElseIsNot(String reasons) {
        assertThat(FailureKind.of(canceled(reasons.split(","))).isRetryable()).isFalse();
    }

    @Test
    void aCallThatWasNotSentIsOurOwnOverload() {
        IOException noConnection = new ConnectionRequestTimeoutException();

        assertThat(FailureKind.of(SdkClientException.create("not sent", noConnection)))
                .isEqualTo(OVERLOADED);
        assertThat(FailureKind.of(SdkClientException.create("not sent", new IOException())))
                .isEqualTo(UNAVAILABLE);
    }

    @Test
    void aReasonWithoutCodeIsNoContention() {
        assertThat(FailureKind.of(TransactionCanceledException.builder()
                        .cancellationReasons(CancellationReason.builder().build())
                        .build()))
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void onlyWhatMayPassIsRepeated(FailureKind failure) {
        assertThat(failure.isRetryable())
                .isEqualTo(Set.of(THROTTLED, CONFLICT, UNAVAILABLE).contains(failure));
    }

    private static SdkException error(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .serviceName(DynamoDbClient.SERVICE_NAME)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }

    private static SdkException canceled(String... reasons) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Arrays.stream(reasons)
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
