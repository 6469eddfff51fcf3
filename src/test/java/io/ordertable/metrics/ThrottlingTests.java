package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

class ThrottlingTests {

    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/ordertable";

    @Test
    void theReasonIdentifiesTheIndexThatThrottledAWriteToTheTable() {
        assertThat(Throttling.of(exceeded("IndexWriteKeyRangeThroughputExceeded", TABLE + "/index/GSI2"), Target.TABLE))
                .containsExactly(new Throttling(Target.GSI2, "IndexWriteKeyRangeThroughputExceeded"));
    }

    @ParameterizedTest
    @CsvSource({
        "TableReadProvisionedThroughputExceeded",
        "TableWriteAccountLimitExceeded",
        "TableWriteKeyRangeThroughputExceeded",
        "TableReadMaxOnDemandThroughputExceeded"
    })
    void reasonsOfTheTableBecomeTags(String reason) {
        assertThat(Throttling.of(exceeded(reason, TABLE), Target.TABLE))
                .containsExactly(new Throttling(Target.TABLE, reason));
    }

    @Test
    void unknownReasonsDoNotBecomeTags() {
        assertThat(Throttling.of(exceeded("Partition 8a4f is hot", TABLE), Target.TABLE))
                .containsExactly(new Throttling(Target.TABLE, "Other"));
    }

    @Test
    void withoutReasonsTheErrorCodeIsTheReason() {
        assertThat(Throttling.of(CallMetersTests.failure(400, "RequestLimitExceeded"), Target.GSI1))
                .containsExactly(new Throttling(Target.GSI1, "RequestLimitExceeded"));
    }

    @Test
    void aTransactionIsThrottledByItsItems() {
        assertThat(Throttling.of(CallMetersTests.canceled("None", "ThrottlingError"), Target.TABLE))
                .containsExactly(new Throttling(Target.TABLE, "ThrottlingError"));
    }

    private static ProvisionedThroughputExceededException exceeded(String reason, String resource) {
        return ProvisionedThroughputExceededException.builder()
                .throttlingReasons(ThrottlingReason.builder()
                        .reason(reason)
                        .resource(resource)
                        .build())
                .build();
    }
}
