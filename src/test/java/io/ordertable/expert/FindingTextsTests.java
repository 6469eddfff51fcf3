package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.expert.Finding.Area;
import io.ordertable.expert.Finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            assertThat(names(Area.values())).contains(finding.get("area"));
            assertThat(names(Severity.values())).contains(finding.get("severity"));
        });
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
