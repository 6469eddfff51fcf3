package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.observability.Rule.Condition;
import java.util.*;
import java.util.regex.Pattern;
import java.util.stream.*;

/** The alarms as rules of Prometheus, as far as the service's own metrics show what is wrong: the same thresholds and periods. */
final class PrometheusRules {

    /** What alarms measure in CloudWatch, as queries over a number of minutes, the first argument. The second is the rest of the name. */
    private static final Map<String, String> METRICS = Map.of(
            "alb_RequestCount", "sum(increase(<requests>[%dm]))",
            "alb_HTTPCode_ELB_5XX_Count", "sum(increase(<overload>{priority=\"any\"}[%dm]))",
            "tg_HTTPCode_Target_5XX_Count", "sum(increase(<requests>{outcome=\"SERVER_ERROR\"}[%dm]))",
            "tg_HealthyHostCount", "sum(up{job=\"ordertable\"})",
            "app_refusals", "sum(increase(<refusals>{code=\"%2$s\"}[%1$dm]))",
            "app_retries", "sum(increase(<retries>{kind=\"%2$s\"}[%1$dm]))",
            "throttles_", "sum(increase(<throttles>[%dm]))",
            "throttles", "sum(increase(<throttles>{reason=~\".*%2$s.*\"}[%1$dm]))");

    private static final List<String> ALARMS = List.of(
            "availability",
            "no-tasks",
            "tokens-rejected",
            "retries",
            "throttled",
            "throttled-key-range",
            "throttled-provisioned",
            "throttled-maximum",
            "throttled-account");

    private static final List<String> CAUSES =
            List.of("", "KeyRangeThroughput", "ProvisionedThroughput", "MaxOnDemandThroughput", "AccountLimit");

    private static final Pattern NAME = Pattern.compile("\\b([a-z]\\w*)(\\??)");

    private PrometheusRules() {}

    /** Returns the file for environments with these settings. */
    static String of(Settings... environments) {
        Map<String, Rule> rules = Stream.of(environments)
                .flatMap(AlarmTable::of)
                .collect(Collectors.toMap(Rule::name, rule -> rule, (first, second) -> first));
        return ALARMS.stream().map(name -> rule(rules.get(name))).collect(Collectors.joining("\n", """
                        # Written by a test of infra/cdk from the alarms in CloudWatch; change those.
                        groups:
                          - name: ordertable
                            rules:
                        """, ""));
    }

    private static String rule(Rule rule) {
        int minutes = rule.conditions().stream()
                .mapToInt(condition -> (condition.bad() - 1) * condition.minutes())
                .max()
                .orElseThrow();
        return """
                      - alert: %s
                        expr: |-
                %s
                        for: %dm
                        labels:
                          severity: %s
                        annotations:
                          description: >-
                %s
                """.formatted(
                rule.name(),
                rule.conditions().stream()
                        .map(PrometheusRules::query)
                        .collect(Collectors.joining("\nand\n"))
                        .indent(10)
                        .stripTrailing(),
                minutes,
                rule.pages() ? "page" : "ticket",
                rule.advice().indent(12).stripTrailing()).stripTrailing();
    }

    /** Returns the comparison with queries in place of metrics. A question mark fills missing values with 0. */
    private static String query(Condition condition) {
        String comparison = condition.comparison();
        for (String cause : CAUSES) {
            comparison = comparison.replace(AlarmTable.throttles(cause), "throttles_" + cause);
        }
        return NAME.matcher(comparison).replaceAll(name -> {
            String query = query(name.group(1), condition.minutes());
            return name.group(2).isEmpty() ? query : "(" + query + " or vector(0))";
        });
    }

    private static String query(String metric, int minutes) {
        String template = METRICS.get(metric);
        String value = "";
        if (template == null) {
            String source = metric.replaceFirst("^((app_)?[a-z]+)_.*", "$1");
            template = Objects.requireNonNull(METRICS.get(source), metric);
            value = metric.substring(source.length() + 1);
        }
        return PrometheusNames.resolve(template.formatted(minutes, value));
    }
}
