package io.ordertable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.table.TableItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as a release of the service stored it.
 *
 * @param name describes it
 * @param item its attributes, in DynamoDB's JSON
 * @param response what that release returned for it; missing if clients do not see such items
 */
public record RecordedItem(String name, JsonNode item, JsonNode response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the items that were recorded of a form, of which there must be some. */
    public static List<RecordedItem> ofForm(int form) {
        return read(file(form));
    }

    private static List<RecordedItem> read(String file) {
        try (InputStream json = Objects.requireNonNull(
                RecordedItem.class.getResourceAsStream("/" + file),
                "A new form of items needs upcasts, and recorded items in src/test/resources/" + file)) {
            return JSON.readTree(json)
                    .valueStream()
                    .map(node -> new RecordedItem(node.path("name").asText(), node.path("item"), node.path("response")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(int form) {
        return "items/form-" + form + ".json";
    }

    static RecordedItem of(String name, Map<String, AttributeValue> item, @Nullable ApiResponse response) {
        return new RecordedItem(
                name,
                json(AttributeValue.fromM(item)).path("M"),
                response == null ? MissingNode.getInstance() : response.json());
    }

    /** Writes items as they are recorded: an attribute a line. */
    static void write(List<RecordedItem> items, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                items.stream().map(RecordedItem::recording).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n")));
    }

    private String recording() {
        String members = "\"name\": \"" + name + "\",\n    \"item\": " + recording(item);
        return "{\n    "
                + members
                + (response.isMissingNode() ? "" : ",\n    \"response\": " + recording(response))
                + "\n  }";
    }

    private static String recording(JsonNode members) {
        return members.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining(",\n      ", "{\n      ", "\n    }"));
    }

    /** Returns the item without what each has of its own: ids, hashes, times, shards. */
    JsonNode normalized() {
        return parse(item.toString()
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("[0-9a-f]{64}", "<hash>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("(STATUS#[a-z]+)#\\d+", "$1#<shard>")
                .replaceAll("(\"expires_at\":\\{\"N\":)\"\\d+\"", "$1\"<time>\""));
    }

    /** Returns the items that were recorded of all forms, and those of a form that an instance of the form before changed last. */
    public static Stream<RecordedItem> all() {
        return IntStream.rangeClosed(0, TableItem.NEWEST)
                .boxed()
                .flatMap(form -> Stream.concat(
                        ofForm(form).stream(),
                        form == 0
                                ? Stream.empty()
                                : read("items/form-%d-changed-by-form-%d.json".formatted(form, form - 1)).stream()));
    }

    /** Returns an item that differs in all that contains a text, such as an id. */
    public RecordedItem with(String text, String other) {
        return new RecordedItem(
                name,
                parse(item.toString().replace(text, other)),
                parse(response.toString().replace(text, other)));
    }

    /** Returns the names of the attributes that the item has, and those that it gets. */
    public Set<String> attributesWith(Map<String, AttributeValue> changes) {
        Set<String> names = new HashSet<>(attributes().keySet());
        names.addAll(changes.keySet());
        return names;
    }

    /** Returns the names of the attributes that all these items have. */
    public static Set<String> attributesOfAll(Stream<RecordedItem> items) {
        return items.map(item -> item.attributes().keySet())
                .reduce((some, others) -> {
                    Set<String> both = new HashSet<>(some);
                    both.retainAll(others);
                    return both;
                })
                .orElseThrow();
    }

    public String text(String attribute) {
        return item.at("/" + attribute + "/S").asText();
    }

    public boolean isA(String type) {
        return text("type").equals(type);
    }

    public Map<String, AttributeValue> attributes() {
        return attributes(item);
    }

    private static Map<String, AttributeValue> attributes(JsonNode map) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        map.properties().forEach(entry -> attributes.put(entry.getKey(), value(entry.getValue())));
        return attributes;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(AttributeValue value) {
        ObjectNode typed = JSON.createObjectNode();
        switch (value.type()) {
            case S -> typed.put("S", value.s());
            case N -> typed.put("N", value.n());
            case BOOL -> typed.put("BOOL", value.bool());
            case L -> value.l().forEach(element -> typed.withArray("L").add(json(element)));
            case M -> {
                ObjectNode map = typed.putObject("M");
                new TreeMap<>(value.m()).forEach((name, member) -> map.set(name, json(member)));
            }
            default -> throw new IllegalArgumentException(value.toString());
        }
        return typed;
    }

    private static AttributeValue value(JsonNode typed) {
        Map.Entry<String, JsonNode> value = typed.properties().iterator().next();
        return switch (value.getKey()) {
            case "S" -> AttributeValue.fromS(value.getValue().asText());
            case "N" -> AttributeValue.fromN(value.getValue().asText());
            case "BOOL" -> AttributeValue.fromBool(value.getValue().asBoolean());
            case "L" ->
                AttributeValue.fromL(
                        value.getValue().valueStream().map(RecordedItem::value).toList());
            case "M" -> AttributeValue.fromM(attributes(value.getValue()));
            default -> throw new IllegalArgumentException(typed.toString());
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
