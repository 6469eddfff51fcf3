package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document lists what our code may do in AWS, with all that can be switched on. */
class PermissionDocumentationTests {

    private static final Path DOCUMENT = Path.of("../../docs/security.md");
    private static final Path ACTUAL = Path.of("target/permissions.md");

    /** The names of roles that run our code, as their ids begin, and who has them. */
    private static final List<Map.Entry<String, String>> ROLES = List.of(
            Map.entry("ServiceTaskRole", "tasks of the service"),
            Map.entry("ServiceBackfillRole", "backfill"),
            Map.entry("EventsRole", "function `order-events`"),
            Map.entry("ServiceKeysRole", "function `issuer-keys`"));

    @Test
    void theDocumentListsWhatEachRoleMayDo() throws IOException {
        Synthesis synthesis = Synthesis.of(Variants.everything());
        String table = ROLES.stream()
                .flatMap(role -> Statement.of(synthesis)
                        .filter(statement -> statement.allows()
                                && statement.owner().texts("/Roles").stream()
                                        .anyMatch(id -> id.startsWith("${" + role.getKey())))
                        .map(statement -> row(role.getValue(), statement)))
                .collect(Collectors.joining());
        Files.writeString(ACTUAL, table);

        assertThat(Files.readString(DOCUMENT))
                .as("%s has the table as it should be", ACTUAL)
                .contains("| role | allows | actions |\n|---|---|---|\n" + table + "\n");
    }

    private static String row(String role, Statement statement) {
        return statement.actions().stream()
                .sorted()
                .map(action -> "`" + action + "`")
                .collect(Collectors.joining(
                        ", ", "| " + role + " | " + statement.json().path("Sid").asText() + " | ", " |\n"));
    }
}
