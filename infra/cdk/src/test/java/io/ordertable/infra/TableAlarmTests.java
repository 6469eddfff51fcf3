package io.ordertable.infra;

import static io.ordertable.infra.WatchedMetric.alarm;
import static io.ordertable.infra.WatchedMetric.dimensions;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarms watch the table and each index. */
class TableAlarmTests {

    private static final List<String> TARGETS = List.of("table", "GSI1", "GSI2");

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void throttlingAndHotKeysAreWatchedOnTheTableAndEachIndex(Settings settings) {
        Set<String> names = WatchedMetric.by(settings)
                .filter(metric -> metric.namespace().equals("AWS/DynamoDB"))
                .map(metric -> metric.name() + " " + target(metric, settings))
                .collect(Collectors.toSet());

        for (String target : TARGETS) {
            assertThat(names)
                    .contains(
                            "ReadThrottleEvents " + target,
                            "WriteThrottleEvents " + target,
                            "ReadKeyRangeThroughputThrottleEvents " + target,
                            "WriteKeyRangeThroughputThrottleEvents " + target,
                            "ConsumedReadCapacityUnits " + target,
                            "ConsumedWriteCapacityUnits " + target);
        }
    }

    @Test
    void consumptionIsComparedWithTheProvisionedCapacityOrTheMaximum() {
        assertThat(WatchedMetric.by(Variants.everything())
                        .filter(metric -> metric.name().startsWith("Provisioned"))
                        .map(metric -> metric.name() + " " + target(metric, Variants.everything())))
                .containsExactlyInAnyOrderElementsOf(TARGETS.stream()
                        .flatMap(target -> Stream.of(
                                "ProvisionedReadCapacityUnits " + target, "ProvisionedWriteCapacityUnits " + target))
                        .toList());
        assertThat(alarm(Variants.prod(), "capacity-table-reads").at("/Metrics").toString())
                .contains("100 * (consumed / PERIOD(consumed)) / 1813");
        assertThat(alarm(Variants.prod(), "capacity-gsi1-writes").at("/Metrics").toString())
                .contains("/ 500");
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsThatTakeOverAHundredMillisecondsRaiseAnAlarm(Settings settings) {
        Resource average = alarm(settings, "table-slow");

        assertThat(average.text("/MetricName")).isEqualTo("SuccessfulRequestLatency");
        assertThat(average.text("/Statistic")).isEqualTo("Average");
        assertThat(average.at("/Threshold").asInt()).isEqualTo(100);
        assertThat(alarm(settings, "table-p99").text("/ExtendedStatistic")).isEqualTo("p99");
        assertThat(dimensions(average.at("/Dimensions")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("TableName", TableTests.table(settings).text("/TableName"), "Operation", "GetItem"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void errorsOfDynamoDbAreWatchedForEachOperationThatTheCodeCalls(Settings settings) throws IOException {
        assertThat(WatchedMetric.by(settings)
                        .filter(metric -> metric.name().equals("SystemErrors"))
                        .map(metric -> metric.dimensions().get("Operation")))
                .containsExactlyInAnyOrderElementsOf(
                        Resource.stream(Variants.contract("calls").path("operations"))
                                .map(JsonNode::asText)
                                .toList());
    }

    private static String target(WatchedMetric metric, Settings settings) {
        assertThat(metric.dimensions())
                .containsEntry("TableName", TableTests.table(settings).text("/TableName"));
        String index = metric.dimensions().get("GlobalSecondaryIndexName");
        if (index == null) {
            return "table";
        }
        assertThat(TableTests.table(settings).list("/GlobalSecondaryIndexes"))
                .anyMatch(each -> each.path("IndexName").asText().equals(index));
        return index;
    }
}
