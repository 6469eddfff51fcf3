package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What alarms say can be found, and is documented. */
class AlarmDocumentationTests {

    private static final Path DOCUMENT = Path.of("../../docs/operations.md");
    private static final List<Settings> ENVIRONMENTS =
            List.of(Variants.prod(), CapacityTests.LARGE, Variants.everything());

    /** An alarm, or a notice, and what it says. */
    private record Message(String name, String receiver, String sensitivity, String text) {

        String row() {
            return "| `%s` | %s | %s | %s |".formatted(name, receiver, sensitivity, text);
        }
    }

    @Test
    void theDocumentListsAllAlarmsAndNotices() throws IOException {
        String table = messages().values().stream().map(Message::row).collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target/alarms.md"), table);

        assertThat(Files.readString(DOCUMENT))
                .as("target/alarms.md has the table as it should be")
                .contains("| alarm | | goes off in | what has happened, and what to do first |\n|---|---|---|---|\n"
                        + table + "\n");
    }

    @Test
    void eachPageHasARunbookOfFiveLines() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(messages().values().stream()
                        .filter(message -> message.receiver().equals("page")))
                .isNotEmpty()
                .allSatisfy(message -> {
                    String runbook = document.replaceAll("(?s).*\n### " + message.name() + "\n(.*?)\n#.*", "$1");
                    assertThat(runbook.strip().lines())
                            .satisfiesExactly(
                                    line -> assertThat(line).startsWith("1. **Customers see**"),
                                    line -> assertThat(line).startsWith("2. **Why**"),
                                    line -> assertThat(line).startsWith("3. **Look at**"),
                                    line -> assertThat(line).startsWith("4. **Do**"),
                                    line -> assertThat(line).startsWith("5. **Check**"));
                });
    }

    @Test
    void whateverAMessageNamesExists() throws IOException {
        Map<String, Message> messages = messages();
        Set<String> queries = Synthesis.of(Variants.prod()).all("AWS::Logs::QueryDefinition").stream()
                .map(query -> query.text("/Name").replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
        String document = Files.readString(DOCUMENT);
        String runbooks = document.substring(document.indexOf("## Runbooks"), document.indexOf("## When it rings"));

        assertThat(Stream.concat(messages.values().stream().map(Message::text), Stream.of(runbooks)))
                .allSatisfy(text -> {
                    assertThat(mentioned(text, "[Tt]he (?:query|queries) `?([a-z-]+)"))
                            .isSubsetOf(queries);
                    assertThat(mentioned(text, "[Tt]he (?:newest )?(?:alarm|notice) `?([a-z-]+)"))
                            .isSubsetOf(messages.keySet());
                    assertThat(mentioned(text, "(/actuator/\\w+)"))
                            .allMatch(endpoint -> document.contains("| `" + endpoint + "` |"));
                    assertThat(mentioned(text, "(docs/\\S+\\.md)"))
                            .allMatch(path -> Files.exists(Path.of("../..", path)));
                });
    }

    @Test
    void operatorsReachTheEndpointsThatMessagesName() throws IOException {
        assertThat(messages().values()).anyMatch(message -> message.text().contains("/actuator/"));
        assertThat(SecurityGroupTests.flows(Variants.prod())).contains("Operators -> Tasks:8081");
        assertThat(Synthesis.of(Variants.prod())
                        .templates()
                        .get("Ordertable-prod-app")
                        .path("Outputs")
                        .has("Operators"))
                .isTrue();
        assertThat(Files.readString(DOCUMENT)).contains("output `Operators`", ":8081/actuator/");
    }

    private static Set<String> mentioned(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** Returns what each alarm says that notifies or pages, in the order of the templates. */
    private static Map<String, Message> messages() {
        Map<String, Message> messages = new LinkedHashMap<>();
        for (Settings settings : ENVIRONMENTS) {
            List<Resource> urgent = Alarms.parts(settings, Alarms.named(settings, "customers-affected"));
            Alarms.all(settings)
                    .filter(alarm ->
                            urgent.contains(alarm) || alarm.properties().has("AlarmActions"))
                    .forEach(alarm -> put(
                            messages,
                            settings,
                            alarm.text("/AlarmName"),
                            urgent.contains(alarm) || pages(settings, alarm) ? "page" : "ticket",
                            sensitivity(settings, alarm),
                            alarm.text("/AlarmDescription")));
            Synthesis.of(settings).all("AWS::Events::Rule").stream()
                    .filter(rule -> rule.properties().has("EventPattern"))
                    .forEach(rule ->
                            put(messages, settings, rule.text("/Name"), "ticket", "notice", rule.text("/Description")));
        }
        return messages;
    }

    private static void put(
            Map<String, Message> messages,
            Settings settings,
            String name,
            String receiver,
            String sensitivity,
            String text) {
        String shortName = name.substring(settings.name().length() + 1);
        if (!shortName.equals("customers-affected")) {
            messages.put(shortName, new Message(shortName, receiver, sensitivity, text));
        }
    }

    private static boolean pages(Settings settings, Resource alarm) {
        return Synthesis.of(settings)
                .referred(alarm.text("/AlarmActions/0"))
                .text("/TopicName")
                .endsWith("pages");
    }

    private static String sensitivity(Settings settings, Resource alarm) {
        return alarm.type().endsWith("CompositeAlarm")
                ? Alarms.parts(settings, alarm).stream()
                        .map(part -> sensitivity(settings, part))
                        .collect(Collectors.joining(" and "))
                : "%s of %s × %s"
                        .formatted(alarm.text("/DatapointsToAlarm"), alarm.text("/EvaluationPeriods"), period(alarm));
    }

    private static String period(Resource alarm) {
        int seconds = new AlarmEvaluation(alarm).period();
        return seconds < 3_600
                ? seconds / 60 + " min"
                : seconds < 86_400 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
    }
}
