package io.ordertable.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.ResolvableType;

/** Creates bodies that differ from another in a single member. */
public final class OtherBodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OtherBodies() {}

    /**
     * A body for each member of the request, and of the first element of its lists: with this member of {@code other}, and all
     * others of {@code body}. Fails if one of the two lacks a member, so that no member is forgotten.
     */
    public static List<String> of(Class<? extends Record> request, String body, String other) {
        return members(ResolvableType.forClass(request))
                .map(member -> replaced(member, read(body), read(other)))
                .toList();
    }

    private static Stream<JsonPointer> members(ResolvableType type) {
        if (type.resolve(Object.class).isRecord()) {
            return Arrays.stream(type.resolve(Object.class).getRecordComponents())
                    .flatMap(component -> members(ResolvableType.forType(component.getGenericType()))
                            .map(name(component)::append));
        }
        ResolvableType element = type.as(Iterable.class).getGeneric(0);
        return element == ResolvableType.NONE
                ? Stream.of(JsonPointer.empty())
                : members(element).map(JsonPointer.compile("/0")::append);
    }

    private static JsonPointer name(RecordComponent component) {
        return JsonPointer.compile("/" + SnakeCaseStrategy.INSTANCE.translate(component.getName()));
    }

    private static String replaced(JsonPointer member, JsonNode body, JsonNode other) {
        JsonNode value = other.at(member);
        assertThat(value.isMissingNode() || body.at(member).isMissingNode())
                .as("both bodies have %s", member)
                .isFalse();
        assertThat(value).as(member.toString()).isNotEqualTo(body.at(member));
        if (body.at(member.head()) instanceof ArrayNode list) {
            list.set(member.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) body.at(member.head())).set(member.last().getMatchingProperty(), value);
        }
        return body.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
