package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.calls.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.dax.exceptions.AmbiguousWriteFailureException;
import software.amazon.dax.exceptions.DaxServiceException;
import software.amazon.dax.exceptions.ExceptionTranslator;
import software.amazon.dax.exceptions.MalformedResultException;
import software.amazon.dax.exceptions.NoClusterEndpointsAvailableException;

/** The DAX client's own exceptions mean what DynamoDB's do. */
class DaxFailureTests {

    /** The last of the client's numeric codes, and DynamoDB's code and status that came with it. */
    @ParameterizedTest
    @CsvSource({
        "40, ProvisionedThroughputExceededException, 400, THROTTLED",
        "50, ThrottlingException, 400, THROTTLED",
        "50, RequestLimitExceeded, 400, THROTTLED",
        "49, LimitExceededException, 400, THROTTLED",
        "57, TransactionConflictException, 400, CONFLICT",
        "59, TransactionInProgressException, 400, CONFLICT",
        "47, InternalServerError, 500, UNAVAILABLE",
        "50, InternalFailure, 500, UNAVAILABLE",
        "41, ResourceNotFoundException, 400, MISCONFIGURED",
        "50, AccessDeniedException, 400, MISCONFIGURED",
        "50, ExpiredTokenException, 400, MISCONFIGURED",
        "43, ConditionalCheckFailedException, 400, CONDITION_FAILED",
        "58, TransactionCanceledException, 400, REFUSED",
        "60, IdempotentParameterMismatchException, 400, REFUSED",
        "46, ValidationException, 400, REFUSED"
    })
    void whatDynamoDbAnsweredToDaxIsClassifiedByItsCode(int code, String name, int status, FailureKind expected) {
        int[] codes = {4, 37, 38, 39, code};

        SdkException failure = ExceptionTranslator.translateException(
                new DaxServiceException("no", "request", name, status, codes, false));

        assertThat(FailureKind.of(failure)).isEqualTo(expected);
    }

    @Test
    void anErrorOfDaxItselfMayPass() {
        int[] internal = {3, 37, 54};

        assertThat(FailureKind.of(ExceptionTranslator.translateException(
                        new DaxServiceException("no", null, null, -1, internal, false))))
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void noAnswerMayBeAnyOutcome() {
        assertThat(FailureKind.of(new NoClusterEndpointsAvailableException())).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(FailureKind.of(new MalformedResultException("?"))).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(FailureKind.of(new AmbiguousWriteFailureException(new IllegalStateException())))
                .isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void aRequestThatTheClientRefusesToSendIsRefused() {
        assertThat(FailureKind.of(ExceptionTranslator.createValidationException("no")))
                .isEqualTo(FailureKind.REFUSED);
    }
}
