package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No layer forgets a field of an order, old or new. */
class OrderFieldsIT extends IntegrationTest {

    private static final List<String> CHANGED_WITH_THE_STATUS =
            List.of("status", "allowed_transitions", "version", "updated_at", "timeline");

    @Test
    void everyFieldOfARequestIsInTheExampleOfTheApiDocument() {
        JsonNode example = Orders.example(api());

        assertThat(example.fieldNames()).toIterable().hasSameElementsAs(fieldsOf(OrderRequest.class));
        assertThat(example.at("/lines/0").fieldNames())
                .toIterable()
                .hasSameElementsAs(fieldsOf(OrderRequest.Line.class));
    }

    @Test
    void everyFieldOfARequestIsStoredReturnedAndKeptByAChangeOfStatus() {
        JsonNode request = Orders.example(api());

        ApiResponse placed = api().post(Orders.path(Users.create(api())), request.toString());
        JsonNode read = api().get(placed.header("Location")).json();
        JsonNode paid = api().patch(placed.header("Location"), "{\"status\": \"paid\"}", "If-Match", "\"1\"")
                .json();
        JsonNode readPaid = api().get(placed.header("Location")).json();

        assertContains(placed.json(), request);
        assertThat(read).isEqualTo(placed.json());
        assertThat(withoutStatus(paid)).isEqualTo(withoutStatus(placed.json()));
        assertThat(readPaid).isEqualTo(paid);
    }

    private static void assertContains(JsonNode actual, JsonNode expected) {
        if (expected.isArray()) {
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertContains(actual.path(i), expected.path(i));
            }
        } else if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                assertContains(actual.path(field.getKey()), field.getValue());
            }
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static JsonNode withoutStatus(JsonNode order) {
        return ((ObjectNode) order.deepCopy()).without(CHANGED_WITH_THE_STATUS);
    }

    private static List<String> fieldsOf(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(new SnakeCaseStrategy()::translate)
                .toList();
    }
}
