package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.TableFigures;
import io.ordertable.table.TableDescription;
import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Missing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureRulesTests {

    private static final Map<String, Missing> NOTHING = Map.of();

    @Test
    void aTableAsTheInfrastructureCreatesItHasNoFindings() {
        assertThat(codes(described(details(false, true, true), true, "expires_at", NOTHING)))
                .isEmpty();
    }

    @Test
    void eachSettingThatIsOffIsFound() {
        assertThat(codes(described(details(false, false, false), false, "", NOTHING)))
                .containsExactlyInAnyOrder(
                        "recovery-off", "deletion-protection-off", "own-key-off", "stream-off", "expiry-off");
    }

    @Test
    void expiryByAnotherAttributeIsOff() {
        assertThat(codes(described(details(false, true, true), true, "ttl", NOTHING)))
                .containsExactly("expiry-off");
    }

    @Test
    void anEmulatorHasNothingToProtectButEventsAndExpiryAreMissed() {
        assertThat(codes(described(details(true, false, false), false, "", NOTHING)))
                .containsExactlyInAnyOrder("stream-off", "expiry-off");
    }

    @Test
    void whatIsUnknownIsNotJudged() {
        assertThat(codes(new TableDescription(
                        "orders", null, null, null, null, Map.of("DescribeTable", Missing.UNSUPPORTED))))
                .isEmpty();
    }

    @Test
    void callsThatAreDeniedOrFailAreNamed() {
        TableDescription table = new TableDescription(
                "orders",
                null,
                null,
                null,
                null,
                Map.of(
                        "DescribeTable", Missing.DENIED,
                        "DescribeTimeToLive", Missing.FAILED,
                        "DescribeContributorInsights", Missing.UNSUPPORTED));

        assertThat(observations(table))
                .extracting(Observation::code, seen -> seen.numbers().get("calls"))
                .containsExactlyInAnyOrder(
                        tuple("permission-missing", "dynamodb:DescribeTable"),
                        tuple("table-not-described", "dynamodb:DescribeTimeToLive"));
    }

    @Test
    void figuresThatCloudWatchDeniesAreNamedLikeCallsOfTheTable() {
        TableFigures denied = new TableFigures(TestEvidence.NOW, Map.of(), Map.of(), Missing.DENIED);

        assertThat(FeatureRules.ALL.stream()
                        .flatMap(rule -> rule.observe(
                                new TestEvidence().wholeTable(denied).get())))
                .extracting(Observation::code, seen -> seen.numbers().get("calls"))
                .containsExactly(tuple("permission-missing", "cloudwatch:GetMetricData"));
    }

    private static TableDescription described(
            Details details, boolean recovery, String timeToLive, Map<String, Missing> missing) {
        return new TableDescription("orders", details, recovery, timeToLive, "ENABLED", missing);
    }

    private static Details details(boolean emulated, boolean protectedTable, boolean streamed) {
        return new Details(
                emulated,
                "ACTIVE",
                true,
                false,
                0,
                0,
                new Capacity(null, null, null),
                List.of(),
                streamed ? "NEW_AND_OLD_IMAGES" : "",
                protectedTable,
                protectedTable);
    }

    private static List<String> codes(TableDescription table) {
        return observations(table).stream().map(Observation::code).toList();
    }

    private static List<Observation> observations(TableDescription table) {
        Evidence evidence = new TestEvidence().table(table).get();
        List<Observation> observations = FeatureRules.ALL.stream()
                .flatMap(rule -> rule.observe(evidence))
                .toList();
        assertThat(observations).extracting(FindingTexts.load()::describe).doesNotContainNull();
        return observations;
    }
}
