package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table is the one that the application expects. */
class TableTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void keysIndexesAndProjectionsAreThoseOfTheContract(Settings settings) throws IOException {
        JsonNode contract = Variants.contract("table");
        Resource table = table(settings);

        assertThat(keys(table.properties()))
                .containsExactly(
                        contract.path("partition_key").asText() + " HASH",
                        contract.path("sort_key").asText() + " RANGE");
        assertThat(table.list("/GlobalSecondaryIndexes").stream().map(TableTests::index))
                .containsExactlyElementsOf(Resource.stream(contract.path("indexes"))
                        .map(index -> "%s: %s HASH, %s RANGE, %s"
                                .formatted(
                                        index.path("name").asText(),
                                        index.path("partition_key").asText(),
                                        index.path("sort_key").asText(),
                                        index.path("projection").asText()))
                        .toList());
        assertThat(table.list("/AttributeDefinitions"))
                .hasSize(6)
                .allMatch(attribute -> attribute.path("AttributeType").asText().equals("S"));
        assertThat(table.properties().has("LocalSecondaryIndexes")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itStreamsChangesExpiresRecordsAndCanBeRestored(Settings settings) {
        Resource table = table(settings);

        assertThat(table.text("/StreamSpecification/StreamViewType")).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.text("/TimeToLiveSpecification/AttributeName")).isEqualTo("expires_at");
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
        assertThat(table.list("/Replicas")).isNotEmpty().allSatisfy(replica -> {
            assertThat(replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(replica.at("/ContributorInsightsSpecification/Mode").asText())
                    .isEqualTo("THROTTLED_KEYS");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsEncryptedWithAKeyThatRotates(Settings settings) {
        Resource table = table(settings);

        assertThat(table.text("/SSESpecification/SSEType")).isEqualTo("KMS");
        String key =
                local(table, settings).at("/SSESpecification/KMSMasterKeyId").asText();
        assertThat(Synthesis.of(settings).referred(key).type()).isEqualTo("AWS::KMS::Key");
        assertThat(Synthesis.of(settings).all("AWS::KMS::Key"))
                .allMatch(each -> each.at("/EnableKeyRotation").asBoolean());
    }

    @Test
    void theTableClassCanBeChosen() {
        assertThat(local(table(Variants.prod()), Variants.prod())
                        .path("TableClass")
                        .asText())
                .isEqualTo("STANDARD");
        assertThat(local(table(Variants.everything()), Variants.everything())
                        .path("TableClass")
                        .asText())
                .isEqualTo("STANDARD_INFREQUENT_ACCESS");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingIsTaggedWithItsEnvironment(Settings settings) {
        assertThat(Synthesis.of(settings).resources().stream()
                        .filter(resource -> resource.at("/Tags").isArray())
                        .filter(resource -> !resource.stack().equals("Ordertable-repository"))
                        .toList())
                .hasSizeGreaterThan(10)
                .allSatisfy(resource -> assertThat(resource.list("/Tags"))
                        .anyMatch(tag -> tag.path("Key").asText().equals("environment")
                                && tag.path("Value").asText().equals(settings.environment())));
        assertThat(Resource.stream(local(table(settings), settings).path("Tags")))
                .hasSize(2);
    }

    static Resource table(Settings settings) {
        return Synthesis.of(settings).the("AWS::DynamoDB::GlobalTable");
    }

    static JsonNode local(Resource table, Settings settings) {
        return replicas(table).get(settings.region());
    }

    static Map<String, JsonNode> replicas(Resource table) {
        return table.list("/Replicas").stream()
                .collect(Collectors.toMap(replica -> replica.path("Region").asText(), replica -> replica));
    }

    private static String index(JsonNode index) {
        return index.path("IndexName").asText() + ": " + String.join(", ", keys(index)) + ", "
                + index.at("/Projection/ProjectionType").asText();
    }

    private static List<String> keys(JsonNode parent) {
        return Resource.stream(parent.path("KeySchema"))
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .toList();
    }
}
