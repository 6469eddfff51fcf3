package io.ordertable.infra.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ordertable.infra.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The generated files in infra/observe, which are written to target/observe too. */
class ObserveFilesTests {

    private static final Path COMMITTED = Path.of("../observe");
    private static final Path GENERATED = Path.of("target/observe");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER =
            JSON.writer().with(SerializationFeature.INDENT_OUTPUT).with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Of those that Grafana has, the ones that are used here. */
    private static final Set<String> UNITS = Set.of("none", "s", "reqps", "currencyUSD");

    private static final int COLUMNS = 24;

    @Test
    void theFilesAreThoseThatAreGenerated() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (GrafanaDashboards.Dashboard dashboard : GrafanaDashboards.all()) {
            files.put("dashboards/" + dashboard.uid() + ".json", WRITER.writeValueAsString(dashboard) + "\n");
        }
        files.put("rules.yml", PrometheusRules.of(production(Map.of()), production(Map.of("provisioned", true))));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = GENERATED.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        for (String name : files.keySet()) {
            assertThat(COMMITTED.resolve(name))
                    .as("To renew it: cp -r infra/cdk/target/observe infra/")
                    .hasSameTextualContentAs(GENERATED.resolve(name));
        }
        assertThat(dashboards()).hasSize(GrafanaDashboards.all().size());
    }

    @Test
    void panelsHaveUniqueIdsAndDoNotOverlap() throws IOException {
        assertThat(dashboards()).allSatisfy(dashboard -> {
            assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
            assertThat(cells(dashboard.path("panels")))
                    .doesNotHaveDuplicates()
                    .allMatch(cell -> cell.getFirst() < COLUMNS);
        });
    }

    @Test
    void panelsHaveUnitsThatGrafanaHas() throws IOException {
        assertThat(dashboards())
                .allSatisfy(dashboard -> assertThat(dashboard.findPath("panels").findValuesAsText("unit"))
                        .isNotEmpty()
                        .isSubsetOf(UNITS));
    }

    @Test
    void queriesGoToADataSourceThatIsProvisioned() throws IOException {
        String sources = Files.readString(COMMITTED.resolve("provisioning/datasources/datasources.yml"));

        assertThat(dashboards()).allSatisfy(dashboard -> assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(sources)
                        .containsPattern("(?s)type: %s\\R +uid: %s\\R"
                                .formatted(
                                        source.path("type").asText(),
                                        source.path("uid").asText()))));
    }

    /** Returns the column and row of each cell that a panel covers. */
    private static List<List<Integer>> cells(JsonNode panels) {
        return StreamSupport.stream(panels.spliterator(), false)
                .map(panel -> panel.path("gridPos"))
                .flatMap(at -> Stream.iterate(0, x -> x < at.path("w").asInt(), x -> x + 1)
                        .flatMap(x -> Stream.iterate(0, y -> y < at.path("h").asInt(), y -> y + 1)
                                .map(y -> List.of(
                                        at.path("x").asInt() + x, at.path("y").asInt() + y))))
                .toList();
    }

    private static List<JsonNode> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED.resolve("dashboards"))) {
            List<JsonNode> dashboards = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                dashboards.add(JSON.readTree(file.toFile()));
            }
            return dashboards;
        }
    }

    private static Settings production(Map<String, Object> options) {
        Map<String, Object> all = new TreeMap<>(Map.of(
                "issuer", "https://issuer.example.org",
                "jwks-url", "https://issuer.example.org/jwks",
                "audience", "ordertable",
                "image", "1.0.0",
                "prod:alarm-email", "oncall@example.org",
                "prod:deletion-protection", true));
        all.putAll(options);
        return Settings.of("prod", all);
    }
}
