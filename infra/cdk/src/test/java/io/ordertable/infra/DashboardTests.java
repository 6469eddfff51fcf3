package io.ordertable.infra;

import static io.ordertable.infra.WatchedMetric.alarms;
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
    void theDashboardStartsWithWhatClientsNotice(Settings settings) {
        String body = Synthesis.of(settings).the("AWS::CloudWatch::Dashboard").text("/DashboardBody");

        assertThat(body)
                .containsSubsequence(
                        "\"type\":\"alarm\"",
                        "Do clients notice?",
                        "Are the tasks there?",
                        "Does the service cope?",
                        "What is throttled?",
                        "How much capacity is left?",
                        "Does DynamoDB work well?",
                        "Are events published?");
        assertThat(alarms(settings)).allMatch(alarm -> body.contains("${" + alarm.id() + ".Arn}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void logsAreKeptAsLongAsTheSettingsSay(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::Logs::LogGroup"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(group -> group.at("/RetentionInDays").asInt() == settings.logDays());
    }
}
