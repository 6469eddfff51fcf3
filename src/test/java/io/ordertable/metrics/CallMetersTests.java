package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class CallMetersTests {

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, throttled",
        "400, ThrottlingException, throttled",
        "400, RequestLimitExceeded, throttled",
        "400, ConditionalCheckFailedException, conflict",
        "400, TransactionConflictException, conflict",
        "400, TransactionInProgressException, conflict",
        "400, ValidationException, client_error",
        "400, ResourceNotFoundException, client_error",
        "400, AccessDeniedException, client_error",
        "500, InternalServerError, server_error",
        "503, ServiceUnavailable, server_error"
    })
    void anErrorIsClassifiedByItsCode(int status, String code, String outcome) {
        assertThat(outcomeOf(failure(status, code))).isEqualTo(outcome);
    }

    @Test
    void aMissingResponseIsAnInputOutputError() {
        assertThat(outcomeOf(SdkClientException.create("connection reset"))).isEqualTo("io_error");
        assertThat(outcomeOf(ApiCallTimeoutException.create(2000))).isEqualTo("io_error");
    }

    @ParameterizedTest
    @CsvSource({
        "None, ThrottlingError, throttled",
        "ProvisionedThroughputExceeded, None, throttled",
        "ThrottlingError, ConditionalCheckFailed, conflict",
        "None, TransactionConflict, conflict",
        "ValidationError, None, client_error"
    })
    void aTransactionIsClassifiedByTheReasonsOfItsCancellation(String first, String second, String outcome) {
        assertThat(outcomeOf(canceled(first, second))).isEqualTo(outcome);
    }

    private static String outcomeOf(Throwable failure) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new CallMeters(registry).failed("GetItem", Target.TABLE, failure, 1);
        return registry.get("dynamodb.request").timer().getId().getTag("outcome");
    }

    static DynamoDbException failure(int status, String code) {
        return (DynamoDbException) DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    static TransactionCanceledException canceled(String... codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(List.of(codes).stream()
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }
}
