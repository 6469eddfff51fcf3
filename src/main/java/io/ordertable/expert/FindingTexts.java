package io.ordertable.expert;

import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;
import org.yaml.snakeyaml.Yaml;

/** The texts of all findings, from {@code findings.yaml}, with placeholders for the numbers that were seen. */
final class FindingTexts {

    /** The most urgent first. */
    static final List<String> SEVERITIES = List.of("critical", "warning", "advice");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Map<String, Map<String, String>> byCode;

    private FindingTexts(Map<String, Map<String, String>> byCode) {
        this.byCode = byCode;
    }

    /** Reads the file. */
    static FindingTexts load() {
        try (InputStream file = Objects.requireNonNull(FindingTexts.class.getResourceAsStream("/findings.yaml"))) {
            List<Map<String, String>> findings = new Yaml().load(file);
            Map<String, Map<String, String>> byCode = new LinkedHashMap<>();
            findings.forEach(texts -> byCode.put(text(texts, "code"), texts));
            return new FindingTexts(byCode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes what a rule has seen. */
    Finding describe(Observation seen) {
        Map<String, String> texts = Objects.requireNonNull(byCode.get(seen.code()), seen.code());
        Map<String, Object> numbers = seen.numbers();
        return new Finding(
                seen.code(),
                text(texts, "area"),
                text(texts, "severity"),
                StringUtils.capitalize(filled(texts, "title", numbers)),
                filled(texts, "seen", numbers),
                numbers,
                seen.since(),
                filled(texts, "why", numbers),
                filled(texts, "action", numbers),
                filled(texts, "check", numbers));
    }

    /** Returns the texts by the finding's code, for the test that compares them with the documentation. */
    Map<String, Map<String, String>> byCode() {
        return byCode;
    }

    private static String filled(Map<String, String> texts, String name, Map<String, Object> numbers) {
        return PLACEHOLDER
                .matcher(text(texts, name))
                .replaceAll(found -> Matcher.quoteReplacement(shown(found.group(1), numbers)));
    }

    private static String shown(String placeholder, Map<String, Object> numbers) {
        String value =
                Objects.requireNonNull(numbers.get(placeholder), placeholder).toString();
        return placeholder.equals("target") && value.equals(Target.TABLE.tag()) ? "the table" : value;
    }

    private static String text(Map<String, String> texts, String name) {
        return Objects.requireNonNull(texts.get(name), name).strip();
    }
}
