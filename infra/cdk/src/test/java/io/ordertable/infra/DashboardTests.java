package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators see. */
class DashboardTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theDashboardGoesFromWhatCustomersNoticeToWhy(Settings settings) {
        String body = Synthesis.of(settings).the("AWS::CloudWatch::Dashboard").text("/DashboardBody");

        assertThat(body)
                .containsSubsequence(
                        "logs-insights",
                        "\"type\":\"alarm\"",
                        "Orders a second",
                        "Requests a second",
                        "Errors a minute",
                        "\"stat\":\"p50\"",
                        "\"stat\":\"p99\"",
                        "DeploymentCount",
                        "Reads, % of the maximum",
                        "Writes, % of the maximum",
                        "Throttles by cause",
                        "dynamodb.retry.budget.value",
                        "IteratorAge");
        assertThat(Alarms.composite(settings)).allMatch(alarm -> body.contains("${" + alarm.id() + ".Arn}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void logsAreKeptAsLongAsTheSettingsSay(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::Logs::LogGroup"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(group -> group.at("/RetentionInDays").asInt() == settings.logDays());
    }

    @ParameterizedTest
    @MethodSource("all")
    void savedQueriesSearchLogsThatExist(Settings settings) {
        List<String> groups = Synthesis.of(settings).all("AWS::Logs::LogGroup").stream()
                .map(group -> group.text("/LogGroupName"))
                .toList();

        assertThat(Synthesis.of(settings).all("AWS::Logs::QueryDefinition"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(groups).containsAll(query.texts("/LogGroupNames")));
    }
}
