package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.FakeClock;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabase.Call;
import io.ordertable.calls.FaultTest;
import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Index;
import io.ordertable.table.TableDescription.Missing;
import io.ordertable.table.TableDescription.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TableDescriberIT extends FaultTest {

    @Autowired
    private ControlPlane controlPlane;

    @Autowired
    private TableProperties properties;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-26T12:00:00Z"));

    private TableDescriber describer;

    @BeforeEach
    void askAgain() {
        describer = new TableDescriber(controlPlane, properties, clock);
    }

    @Test
    void aTableOfDynamoDbLocalIsDescribedAsItWasCreated() {
        TableDescription state = describer.describe();

        assertThat(state.details()).satisfies(table -> {
            assertThat(table.emulated()).isTrue();
            assertThat(table.status()).isEqualTo("ACTIVE");
            assertThat(table.onDemand()).isTrue();
            assertThat(table.stream()).isEqualTo("NEW_AND_OLD_IMAGES");
            assertThat(table.indexes()).extracting(Index::name).containsExactlyInAnyOrder("GSI1", "GSI2");
        });
        assertThat(state.timeToLive()).isEqualTo("expires_at");
        assertThat(state.missing())
                .containsOnly(
                        entry("DescribeContinuousBackups", Missing.UNSUPPORTED),
                        entry("DescribeContributorInsights", Missing.UNSUPPORTED));
    }

    @Test
    void aTableInProductionIsDescribedWithAllItsSettings() {
        database.answer(call -> switch (call.operation()) {
            case "DescribeTable" -> Answer.instead(200, """
                    {"Table": {"TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders", "TableStatus": "ACTIVE",
                     "ItemCount": 5, "TableSizeBytes": 1000, "DeletionProtectionEnabled": true,
                     "ProvisionedThroughput": {"ReadCapacityUnits": 10, "WriteCapacityUnits": 20},
                     "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
                     "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
                     "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS"},
                     "GlobalSecondaryIndexes": [{"IndexName": "GSI1", "IndexSizeBytes": 400, "ItemCount": 4,
                      "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}}]}}""");
            case "DescribeContinuousBackups" -> Answer.instead(200, """
                    {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
                     "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}}""");
            case "DescribeTimeToLive" -> Answer.instead(200, """
                    {"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}""");
            default -> Answer.instead(200, "{\"ContributorInsightsStatus\": \"ENABLED\"}");
        });

        assertThat(describer.describe())
                .isEqualTo(new TableDescription(
                        properties.name(),
                        new Details(
                                false,
                                "ACTIVE",
                                false,
                                true,
                                5,
                                1000,
                                new Capacity(new Units(10, 20), null, new Units(12_000, 4_000)),
                                List.of(new Index("GSI1", 4, 400, new Capacity(new Units(1, 2), null, null))),
                                "",
                                true,
                                true),
                        true,
                        "",
                        "ENABLED",
                        Map.of()));
    }

    @Test
    void whatIsDeniedIsLeftOutAndTheRestDescribed() {
        database.answer(call -> call.operation().equals("DescribeTable")
                ? Answer.error(400, "AccessDeniedException")
                : Answer.REAL_ONE);

        TableDescription state = describer.describe();

        assertThat(state.details()).isNull();
        assertThat(state.missing()).containsEntry("DescribeTable", Missing.DENIED);
        assertThat(state.timeToLive()).isEqualTo("expires_at");
    }

    @Test
    void withoutAnAnswerNoFurtherCallIsTried() {
        database.answer(call -> Answer.silence(5_000));

        assertThat(describer.describe().missing()).hasSize(4).containsValue(Missing.NO_ANSWER);
        assertThat(database.calls()).extracting(Call::operation).containsExactly("DescribeTable");
    }

    @Test
    void dynamoDbIsAskedOnceAMinuteAndItsAnswersAreNotMeteredAsTraffic(@Autowired MeterRegistry registry) {
        database.heal();

        assertThat(describer.describe()).isSameAs(describer.describe());
        assertThat(database.calls()).hasSize(4);
        clock.move(Duration.ofMinutes(1));
        describer.describe();
        assertThat(database.calls()).hasSize(8);
        assertThat(registry.find("dynamodb.request")
                        .tags("operation", "DescribeTable")
                        .timers())
                .isEmpty();
    }
}
