package io.ordertable.order;

import static io.ordertable.StoredItems.n;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.RecordedItem;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableItem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the upcasts of orders do to items that were recorded of each form. */
class OrderUpcastTests {

    static Stream<RecordedItem> recorded() {
        return RecordedItem.all().filter(item -> item.isA(OrderItem.TYPE));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void anOrderReadsTheSameBeforeAndAfterItIsBroughtToTheNewestForm(RecordedItem order) {
        assertThat(read(newest(order.attributes()))).isEqualTo(read(order.attributes()));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void anOrderOfTheNewestFormNeedsNoChange(RecordedItem order) {
        assertThat(OrderItem.changesToNewest(newest(order.attributes()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void nothingIsMissingAfterwardsThatAllNewOrdersHave(RecordedItem order) {
        String status = order.text("status");
        Set<String> expected = RecordedItem.attributesOfAll(RecordedItem.ofForm(TableItem.NEWEST).stream()
                .filter(recorded -> recorded.isA(OrderItem.TYPE))
                .filter(recorded -> recorded.text("status").equals(status)));
        // Who placed it, and steps before the last, are not in older items.
        expected.remove("placed_by");
        Arrays.stream(OrderStatus.values())
                .map(OrderStatus::code)
                .filter(code -> !code.equals(status))
                .forEach(expected::remove);

        assertThat(order.attributesWith(OrderItem.changesToNewest(order.attributes())))
                .containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatAReleaseWroteIsWhatItReturned(RecordedItem order) {
        Order read = read(order.attributes());

        assertThat(read.status().code())
                .isEqualTo(order.response().path("status").asText());
        assertThat(read.version()).isEqualTo(order.response().path("version").asLong());
        assertThat(read.basket().totals().total())
                .isEqualByComparingTo(order.response().path("total").asText());
        assertThat(read.createdAt())
                .isEqualTo(order.response().path("created_at").asText());
        assertThat(read.updatedAt())
                .isEqualTo(order.response().path("updated_at").asText());
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theLastStepIsDerivedIfItIsNotStored(RecordedItem order) {
        String status = order.text("status");

        Map<String, AttributeValue> changes = OrderItem.changesToNewest(order.attributes());

        if (status.equals("pending") || order.item().has(status)) {
            assertThat(changes).isEqualTo(order.item().has("schema") ? Map.of() : Map.of("schema", n("1")));
        } else {
            assertThat(changes)
                    .containsEntry(
                            status,
                            AttributeValue.fromM(Map.of(
                                    "at",
                                    order.attributes().get("updated_at"),
                                    "version",
                                    order.attributes().get("version"))))
                    .hasSize(order.item().has("schema") ? 1 : 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyStatusIsRecordedOfEachForm(int form) {
        assertThat(RecordedItem.ofForm(form))
                .filteredOn(order -> order.isA(OrderItem.TYPE))
                .extracting(order -> order.text("status"))
                .containsAll(Arrays.stream(OrderStatus.values())
                        .map(OrderStatus::code)
                        .toList());
    }

    /** The backfill relies on it: an order that moves on meanwhile is still in front of it. */
    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void theBackfillReadsTheNextStatesLater(OrderStatus status) {
        List<List<String>> stages =
                new OrderBackfill().stages(new StatusShards(1, 1)).partitions();

        assertThat(status.allowedTransitions())
                .allSatisfy(next -> assertThat(stages.indexOf(List.of("STATUS#" + next.code() + "#0")))
                        .isGreaterThan(stages.indexOf(List.of("STATUS#" + status.code() + "#0"))));
    }

    @Test
    void anItemOfALaterFormIsLeftAsItIs() {
        Map<String, AttributeValue> item =
                new HashMap<>(newest(recorded().findFirst().orElseThrow().attributes()));
        item.put("schema", AttributeValue.fromN("99"));

        assertThat(OrderItem.changesToNewest(item)).isEmpty();
    }

    private static Order read(Map<String, AttributeValue> item) {
        return OrderItem.SCHEMA.mapToItem(item).toOrder();
    }

    private static Map<String, AttributeValue> newest(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> newest = new HashMap<>(item);
        newest.putAll(OrderItem.changesToNewest(item));
        return newest;
    }
}
