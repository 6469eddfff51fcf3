package io.ordertable;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.table.TableItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model for NoSQL Workbench shows the table as it is created, with the items that were recorded. */
class WorkbenchModelTests {

    private static final Path MODEL = Path.of("docs/ordertable-model.json");
    private static final Path ACTUAL = Path.of("target/ordertable-model.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode table = InfrastructureContract.part("table");
    private final Set<String> keys =
            Set.of(table.path("partition_key").asText(), table.path("sort_key").asText());
    private final Collection<RecordedItem> items = fullestOfEachKey();

    @Test
    void theModelShowsTheTableAndItsItems() throws Exception {
        ObjectNode model = JSON.createObjectNode().put("ModelName", "Ordertable");
        model.putObject("ModelMetadata")
                .put("Author", "Ordertable")
                .put("DateCreated", "Nov 26, 2026, 09:00 PM")
                .put("DateLastModified", "Nov 26, 2026, 09:00 PM")
                .put("Description", "Users and orders in one table")
                .put("AWSService", "Amazon DynamoDB")
                .put("Version", "3.0");
        model.putArray("DataModel").add(table());

        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(model) + "\n";
        Files.writeString(ACTUAL, text);
        assertThat(JSON.readTree(MODEL.toFile()))
                .as("If items are meant to change, copy %s to %s", ACTUAL, MODEL)
                .isEqualTo(JSON.readTree(text));
    }

    private ObjectNode table() {
        ObjectNode result = JSON.createObjectNode().put("TableName", "ordertable");
        result.set("KeyAttributes", keysOf(table));
        ArrayNode attributes = result.putArray("NonKeyAttributes");
        attributesOf(items).forEach((name, type) -> attributes.add(attribute(name, type)));
        ArrayNode facets = result.putArray("TableFacets");
        items.stream()
                .collect(groupingBy(item -> item.text("type"), LinkedHashMap::new, toList()))
                .forEach((type, ofType) -> facets.add(facet(type, ofType)));
        ArrayNode indexes = result.putArray("GlobalSecondaryIndexes");
        for (JsonNode index : table.path("indexes")) {
            ObjectNode node =
                    indexes.addObject().put("IndexName", index.path("name").asText());
            node.set("KeyAttributes", keysOf(index));
            node.putObject("Projection")
                    .put("ProjectionType", index.path("projection").asText());
        }
        ArrayNode data = result.putArray("TableData");
        items.forEach(item -> data.add(item.item()));
        result.putObject("DataAccess").putObject("MySql");
        return result.put("BillingMode", "PAY_PER_REQUEST");
    }

    private ObjectNode facet(String type, List<RecordedItem> ofType) {
        JsonNode example = ofType.getFirst().normalized();
        ObjectNode facet = JSON.createObjectNode().put("FacetName", type);
        facet.putObject("KeyAttributeAlias")
                .put("PartitionKeyAlias", example.at("/PK/S").asText())
                .put("SortKeyAlias", example.at("/SK/S").asText());
        ArrayNode names = facet.putArray("NonKeyAttributes");
        attributesOf(ofType).keySet().forEach(names::add);
        facet.putObject("DataAccess").putObject("MySql");
        return facet;
    }

    /** Returns the types of all attributes that items have beside their primary key. */
    private Map<String, String> attributesOf(Collection<RecordedItem> some) {
        return some.stream()
                .flatMap(item -> item.item().properties().stream())
                .filter(attribute -> !keys.contains(attribute.getKey()))
                .collect(toMap(
                        Map.Entry::getKey,
                        attribute -> attribute.getValue().fieldNames().next(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static ObjectNode keysOf(JsonNode tableOrIndex) {
        ObjectNode result = JSON.createObjectNode();
        result.set("PartitionKey", attribute(tableOrIndex.path("partition_key").asText(), "S"));
        result.set("SortKey", attribute(tableOrIndex.path("sort_key").asText(), "S"));
        return result;
    }

    private static ObjectNode attribute(String name, String type) {
        return JSON.createObjectNode().put("AttributeName", name).put("AttributeType", type);
    }

    /** The same item was recorded several times while it changed. Returns the recordings that show most of each. */
    private static Collection<RecordedItem> fullestOfEachKey() {
        return RecordedItem.ofForm(TableItem.NEWEST).stream()
                .collect(toMap(
                        item -> Stream.of("PK", "SK").map(item::text).collect(joining(" ")),
                        item -> item,
                        (one, other) -> other.item().size() > one.item().size() ? other : one,
                        LinkedHashMap::new))
                .values();
    }
}
