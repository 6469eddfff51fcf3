package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures that AWS reports as events are forwarded, and normal work is not. */
class NoticeTests {

    private static final Map<String, String> SOURCES = Map.of(
            "tasks-stopped", "'source': 'aws.ecs', 'detail-type': 'ECS Task State Change'",
            "deployment-failed", "'source': 'aws.ecs', 'detail-type': 'ECS Deployment State Change'",
            "backup-failed", "'source': 'aws.backup'");

    private static final String TASK =
            "'clusterArn': 'arn:aws:ecs:eu-west-1:1:cluster/ordertable-prod', 'group': 'service:ordertable-prod', ";
    private static final String SERVICE =
            "'resources': ['arn:aws:ecs:eu-west-1:1:service/ordertable-prod/ordertable-prod'], ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tasks-stopped     | true  | 'lastStatus': 'STOPPED', 'stopCode': 'EssentialContainerExited'
            tasks-stopped     | true  | 'lastStatus': 'STOPPED', 'stopCode': 'TaskFailedToStart'
            tasks-stopped     | true  | 'lastStatus': 'STOPPED', 'stopCode': 'ServiceSchedulerInitiated', 'stoppedReason': 'Task failed ELB health checks in (target-group x)'
            tasks-stopped     | false | 'lastStatus': 'STOPPED', 'stopCode': 'ServiceSchedulerInitiated', 'stoppedReason': 'Scaling activity initiated by (deployment ecs-svc/1)'
            tasks-stopped     | false | 'lastStatus': 'STOPPED', 'stopCode': 'EssentialContainerExited', 'group': 'family:ordertable-prod-backfill'
            tasks-stopped     | false | 'lastStatus': 'RUNNING'
            deployment-failed | true  | 'eventName': 'SERVICE_DEPLOYMENT_FAILED'
            deployment-failed | true  | 'eventName': 'SERVICE_TASK_PLACEMENT_FAILURE'
            deployment-failed | false | 'eventName': 'SERVICE_DEPLOYMENT_COMPLETED'
            """)
    void failuresOfTasksAndDeploymentsAreForwarded(String notice, boolean forwarded, String detail) throws IOException {
        JsonNode event = json("{%s, %s 'detail': {%s %s}}".formatted(SOURCES.get(notice), SERVICE, TASK, detail));

        assertThat(matches(pattern(notice), event)).isEqualTo(forwarded);
        assertThat(matches(pattern(notice), json(event.toString().replace("ordertable-prod", "ordertable-dev"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Backup Job State Change  | true  | 'state': 'FAILED'
            Backup Job State Change  | true  | 'state': 'EXPIRED'
            Backup Job State Change  | false | 'state': 'COMPLETED'
            Copy Job State Change    | true  | 'state': 'FAILED'
            Restore Job State Change | true  | 'status': 'FAILED'
            Restore Job State Change | false | 'status': 'COMPLETED'
            """)
    void failuresOfBackupsCopiesAndRestoresAreForwarded(String type, boolean forwarded, String detail)
            throws IOException {
        JsonNode event =
                json("{%s, 'detail-type': '%s', 'detail': {%s}}".formatted(SOURCES.get("backup-failed"), type, detail));

        assertThat(matches(pattern("backup-failed"), event)).isEqualTo(forwarded);
    }

    @Test
    void aNoticeContainsTheEventAndIsATicket() throws IOException {
        assertThat(SOURCES.keySet()).allSatisfy(name -> {
            JsonNode target = rule(name).at("/Targets/0");
            assertThat(target.at("/InputTransformer/InputPathsMap/event").asText())
                    .isEqualTo("$.detail");
            String message =
                    target.at("/InputTransformer/InputTemplate").asText().replace("<event>", "{}");
            assertThat(new ObjectMapper().readTree(message).path("advice").asText())
                    .isEqualTo(rule(name).text("/Description"));
            assertThat(Synthesis.of(Variants.prod())
                            .referred(target.path("Arn").asText())
                            .text("/TopicName"))
                    .isEqualTo("ordertable-prod-tickets");
        });
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private static Resource rule(String notice) {
        return Synthesis.of(Variants.prod()).all("AWS::Events::Rule").stream()
                .filter(rule -> rule.text("/Name").equals("ordertable-prod-" + notice))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pattern(String notice) {
        return rule(notice).at("/EventPattern");
    }

    /** Matches as EventBridge does: all fields of the pattern, any of a field's values, and any alternative of {@code $or}. */
    private static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.propertyStream().allMatch(field -> {
            if (field.getKey().equals("$or")) {
                return field.getValue().valueStream().anyMatch(alternative -> matches(alternative, event));
            }
            JsonNode value = event.path(field.getKey());
            return field.getValue().isObject()
                    ? matches(field.getValue(), value)
                    : field.getValue()
                            .valueStream()
                            .anyMatch(expected -> value.isArray()
                                    ? value.valueStream().anyMatch(element -> accepts(expected, element.asText()))
                                    : accepts(expected, value.asText()));
        });
    }

    private static boolean accepts(JsonNode expected, String value) {
        return expected.has("prefix")
                ? value.startsWith(expected.path("prefix").asText())
                : expected.has("suffix")
                        ? value.endsWith(expected.path("suffix").asText())
                        : value.equals(expected.asText());
    }
}
