package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FindingTextsTests {

    private static final List<String> TEXTS =
            List.of("code", "area", "severity", "title", "seen", "why", "action", "check");

    private final Map<String, Map<String, String>> texts = FindingTexts.load().byCode();

    @Test
    void eachFindingHasAllTextsAndKnownValues() {
        assertThat(texts.values()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding).containsOnlyKeys(TEXTS);
            assertThat(finding.get("code")).matches("[a-z-]+");
            assertThat(finding.get("area")).matches("performance|data_model|features|cost|integration");
            assertThat(finding.get("severity")).isIn(FindingTexts.SEVERITIES);
        });
    }

    @Test
    void eachCodeIsUsedOnce() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/findings.yaml")))
                .filteredOn(line -> line.startsWith("- code:"))
                .doesNotHaveDuplicates();
    }

    @Test
    void theDocumentListsAllFindings() throws IOException {
        String table = texts.values().stream().map(FindingTextsTests::row).collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target/findings.md"), table);

        assertThat(Files.readString(Path.of("docs/operations.md")))
                .as("target/findings.md has the table as it should be")
                .contains("| finding | | what | why | what to do | how to check |\n|---|---|---|---|---|---|\n" + table
                        + "\n\n");
    }

    private static String row(Map<String, String> finding) {
        return "| `%s` | %s, %s | %s | %s | %s | %s |"
                .formatted(TEXTS.stream()
                        .filter(name -> !name.equals("seen"))
                        .map(name -> finding.get(name).strip().replaceAll("\\{([a-zA-Z]+)}", "*$1*"))
                        .toArray());
    }
}
