package io.ordertable.infra.observability;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.*;
import java.util.*;

/** The findings of the service's {@code /actuator/table}. An alarm about the same cause gives the same advice. */
final class Findings {

    private static final List<Finding> ALL = read();

    private record Finding(String code, String title, String why, String action) {}

    private Findings() {}

    /** Returns what has happened, why it matters and what to do, for whatever may be concerned. */
    static String advice(String code) {
        Finding finding = ALL.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("findings.yaml has no " + code));
        String title = finding.title().replace("{target}", "the table or an index");
        return "%S%s. %s %s".formatted(title.charAt(0), title.substring(1), finding.why(), finding.action());
    }

    private static List<Finding> read() {
        try (InputStream file = Findings.class.getResourceAsStream("/findings.yaml")) {
            return new ObjectMapper(new YAMLFactory())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
