package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.Race;
import io.ordertable.StoredItems;
import io.ordertable.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can be changed of an order besides its status, and the history that it keeps. */
class OrderChangeIT extends IntegrationTest {

    @Test
    void theTimelineHasEachStep() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "completed");

        JsonNode timeline = read(order).json().path("timeline");

        assertThat(timeline).isEqualTo(order.json().path("timeline"));
        assertThat(timeline)
                .extracting(step -> step.path("status").asText())
                .containsExactly("pending", "paid", "shipped", "completed");
        assertThat(timeline).extracting(step -> step.path("version").intValue()).containsExactly(1, 2, 3, 4);
        assertThat(timeline).extracting(step -> step.path("by").asText()).containsOnly("staff");
        assertThat(timeline.at("/0/at")).isEqualTo(order.json().path("created_at"));
        assertThat(timeline.at("/3/at")).isEqualTo(order.json().path("updated_at"));
        assertThat(timeline).noneMatch(step -> step.has("reason"));
    }

    @Test
    void aCustomerCancelsWithAReason() {
        String userId = Users.create(api());
        Api customer = api().as(userId);
        ApiResponse order = Orders.place(customer, userId);

        ApiResponse cancelled = change(customer, order, """
                {"status": "cancelled", "reason": "Ordered twice"}""");

        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(cancelled.text("/timeline/0/by")).isEqualTo("customer");
        assertThat(cancelled.text("/timeline/1/by")).isEqualTo("customer");
        assertThat(cancelled.text("/timeline/1/reason")).isEqualTo("Ordered twice");
        assertThat(customer.get(paths(order).getFirst()).json()).isEqualTo(cancelled.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": \"paid\"}",
                "{\"status\": \"paid\", \"payment\": {\"reference\": \"pi_1\"}}",
                "{\"status\": \"cancelled\", \"metadata\": {\"a\": \"b\"}}",
                "{\"metadata\": {\"a\": \"b\"}}",
                "{\"shipment\": {\"carrier\": \"DHL\"}}"
            })
    void aCustomerDoesNothingElse(String body) {
        String userId = Users.create(api());
        Api customer = api().as(userId);
        ApiResponse order = Orders.place(customer, userId);

        for (String path : paths(order)) {
            assertThat(customer.patch(path, body, "If-Match", "\"1\"").problem())
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(customer.get(paths(order).getFirst()).json()).isEqualTo(order.json());
    }

    @Test
    void aPaymentIsKept() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse paid = change(api(), order, """
                {"status": "paid",
                 "payment": {"reference": "pi_3PkX", "method": "card", "paid_at": "2026-11-26T13:00:00+01:00"}}""");
        ApiResponse shipped = Orders.move(api(), paid, "shipped");

        assertThat(paid.status()).as(paid.text()).isEqualTo(200);
        assertThat(paid.json().path("payment")).hasToString("""
                {"reference":"pi_3PkX","method":"card","paid_at":"2026-11-26T12:00:00.000Z"}""");
        assertThat(shipped.json().path("payment")).isEqualTo(paid.json().path("payment"));
        assertThat(read(order).json()).isEqualTo(shipped.json());
    }

    @Test
    void aPaymentWithoutATimeIsMadeNow() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse paid = change(api(), order, """
                {"status": "paid", "payment": {"reference": "pi_1"}}""");

        assertThat(paid.json().at("/payment/paid_at")).isEqualTo(paid.json().path("updated_at"));
    }

    @Test
    void aShipmentThatNamesNoLinesContainsEverything() {
        ApiResponse order = paid(2, 5);

        ApiResponse shipped = change(api(), order, """
                {"status": "shipped", "shipment": {
                  "carrier": "DHL", "tracking_number": "00340434", "tracking_url": "https://dhl.example/00340434"}}""");

        assertThat(shipped.status()).as(shipped.text()).isEqualTo(200);
        assertThat(shipped.json().path("shipments")).hasSize(1);
        assertThat(shipped.text("/shipments/0/carrier")).isEqualTo("DHL");
        assertThat(shipped.text("/shipments/0/tracking_url")).isEqualTo("https://dhl.example/00340434");
        assertThat(shipped.json().at("/shipments/0/shipped_at"))
                .isEqualTo(shipped.json().path("updated_at"));
        assertThat(shipped.json().at("/shipments/0/lines"))
                .hasToString("[{\"line\":1,\"quantity\":2},{\"line\":2,\"quantity\":5}]");
        assertThat(read(order).json()).isEqualTo(shipped.json());
        assertThat(api().get(Orders.path(order.text("/user_id")) + "?fields=shipments")
                        .json()
                        .at("/items/0/shipments"))
                .isEqualTo(shipped.json().path("shipments"));
        assertRefused(change(api(), shipped, "{\"shipment\": {\"carrier\": \"DHL\"}}"), shipped, 1, 0);
    }

    @Test
    void anOrderIsShippedInParts() {
        ApiResponse order = paid(2, 5);
        ApiResponse first = change(api(), order, """
                {"status": "shipped", "shipment": {"carrier": "DHL", "lines": [{"line": 2, "quantity": 3}]}}""");
        assertThat(first.status()).as(first.text()).isEqualTo(200);

        assertRefused(change(api(), first, """
                {"shipment": {"carrier": "DHL", "lines": [{"line": 1, "quantity": 2}, {"line": 2, "quantity": 3}]}}"""), first, 2, 2);
        ApiResponse second = change(api(), first, """
                {"shipment": {"carrier": "UPS", "lines": [{"line": 1, "quantity": 1}]}}""");
        ApiResponse rest = change(api(), second, "{\"shipment\": {\"carrier\": \"DPD\"}}");

        assertThat(rest.status()).as(rest.text()).isEqualTo(200);
        assertThat(rest.text("/version")).isEqualTo("5");
        assertThat(rest.texts("/shipments", "carrier")).containsExactly("DHL", "UPS", "DPD");
        assertThat(rest.json().at("/shipments/2/lines"))
                .hasToString("[{\"line\":1,\"quantity\":1},{\"line\":2,\"quantity\":2}]");
        assertThat(rest.json().path("timeline")).hasSize(3);
        assertThat(read(order).json()).isEqualTo(rest.json());
    }

    @ParameterizedTest
    @CsvSource({"2, 6, 5", "1, 3, 2", "3, 1, 0", "100, 1, 0"})
    void theFirstShipmentContainsNoMoreThanWasOrdered(int line, int quantity, int ordered) {
        ApiResponse order = paid(2, 5);

        ApiResponse refused = change(
                api(),
                order,
                "{\"status\": \"shipped\", \"shipment\": {\"carrier\": \"DHL\", \"lines\": [{\"line\": %d, \"quantity\": %d}]}}"
                        .formatted(line, quantity));

        assertRefused(refused, order, line, ordered);
    }

    @Test
    void aShipmentOfAHundredLinesIsOneStep() {
        ApiResponse order = paid(IntStream.range(0, 100).map(i -> 1_000_000).toArray());
        String lines = IntStream.rangeClosed(1, 100)
                .mapToObj("{\"line\": %d, \"quantity\": 1000000}"::formatted)
                .collect(Collectors.joining(", "));

        ApiResponse shipped = change(
                api(),
                order,
                "{\"status\": \"shipped\", \"shipment\": {\"carrier\": \"DHL\", \"lines\": [%s]}}".formatted(lines));

        assertThat(shipped.status()).as(shipped.text()).isEqualTo(200);
        assertThat(shipped.json().at("/shipments/0/lines")).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "paid", "completed", "cancelled"})
    void onlyAShippedOrderTakesAnotherShipment(String status) {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), status);

        ApiResponse refused = change(api(), order, "{\"shipment\": {\"carrier\": \"DHL\"}}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("ORDER_NOT_SHIPPED");
        assertThat(read(order).json()).isEqualTo(order.json());
    }

    @Test
    void anOrderHasAtMostTwentyShipments() {
        ApiResponse order = Orders.move(api(), paid(21), "shipped");
        String one = "{\"shipment\": {\"carrier\": \"DHL\", \"lines\": [{\"line\": 1, \"quantity\": 1}]}}";
        for (int i = 0; i < 20; i++) {
            order = change(api(), order, one);
        }
        assertThat(order.json().path("shipments")).hasSize(20);

        ApiResponse refused = change(api(), order, one);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("TOO_MANY_SHIPMENTS");
        assertThat(read(order).json()).isEqualTo(order.json());
    }

    @Test
    void noRaceShipsMoreThanWasOrdered() {
        ApiResponse order = Orders.move(api(), paid(5), "shipped");

        List<ApiResponse> answers =
                Race.of(8, runner -> api().patch(paths(order).getFirst(), """
                        {"shipment": {"carrier": "DHL", "lines": [{"line": 1, "quantity": 1}]}}""", "If-Match", "*"));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("SHIPMENT_EXCEEDS_ORDER"));
        assertThat(read(order).json().path("shipments")).hasSize(5);
    }

    @Test
    void metadataIsMerged() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse set = change(api(), order, """
                {"metadata": {"erp_id": "4711", "Gift.Wrap": "yes", "gone": "soon"}}""");
        ApiResponse changed = change(api(), set, """
                {"metadata": {"erp_id": "4712", "gone": null, "never_there": null}}""");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.text("/version")).isEqualTo("3");
        assertThat(changed.json().path("metadata")).hasToString("{\"Gift.Wrap\":\"yes\",\"erp_id\":\"4712\"}");
        assertThat(changed.json().path("timeline")).isEqualTo(order.json().path("timeline"));
        assertThat(read(order).json()).isEqualTo(changed.json());
    }

    @Test
    void allMetadataCanBeRemoved() {
        ApiResponse order = change(api(), Orders.place(api(), Users.create(api())), "{\"metadata\": {\"a\": \"b\"}}");

        ApiResponse changed = change(api(), order, "{\"metadata\": {\"a\": null}}");

        assertThat(changed.json().path("metadata")).isEmpty();
        assertThat(read(order).json()).isEqualTo(changed.json());
    }

    @Test
    void metadataAndStatusChangeTogether() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse changed = change(api(), order, """
                {"status": "paid", "payment": {"reference": "pi_1"}, "metadata": {"erp_id": "4711"}}""");
        ApiResponse refused = change(api(), changed, """
                {"status": "completed", "metadata": {"erp_id": "4712"}}""");

        assertThat(changed.text("/version")).isEqualTo("2");
        assertThat(changed.text("/status")).isEqualTo("paid");
        assertThat(changed.text("/metadata/erp_id")).isEqualTo("4711");
        assertThat(refused.problem()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(read(order).json()).isEqualTo(changed.json());
        assertThat(api().get("/v1/orders?status=paid&limit=100").texts("/items", "order_id"))
                .contains(order.text("/order_id"));
    }

    @Test
    void anOrderHasAtMostFiftyEntriesOfMetadata() {
        ApiResponse order = change(api(), Orders.place(api(), Users.create(api())), metadata("a", 50, "\"x\""));
        assertThat(order.json().path("metadata")).hasSize(50);

        ApiResponse refused = change(api(), order, "{\"metadata\": {\"b\": \"x\"}}");
        ApiResponse tooMany = change(api(), order, metadata("a", 101, "null"));
        String removed = metadata("a", 50, "null").replace("}}", "");
        ApiResponse replaced =
                change(api(), order, removed + metadata("b", 50, "\"x\"").replace("{\"metadata\": {", ", "));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("TOO_MUCH_METADATA");
        assertThat(tooMany.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(tooMany.texts("/errors", "pointer")).containsExactly("/metadata");
        assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
        assertThat(replaced.json().path("metadata").fieldNames()).toIterable().allMatch(key -> key.startsWith("b"));
    }

    @Test
    void changesOfMetadataThatAcceptEachOthersVersionsAreAllMade() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        List<ApiResponse> answers = Race.of(8, runner -> api().patch(
                        paths(order).get(runner % 2),
                        "{\"metadata\": {\"runner_%d\": \"x\"}}".formatted(runner),
                        "If-Match",
                        "*"));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(200));
        assertThat(read(order).json().path("metadata")).hasSize(8);
        assertThat(read(order).text("/version")).isEqualTo("9");
    }

    @Test
    void aStaleVersionOfMetadataIsRefused() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        ApiResponse current = change(api(), order, "{\"metadata\": {\"a\": \"b\"}}");

        ApiResponse refused = change(api(), order, "{\"metadata\": {\"a\": \"c\"}}");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.header("ETag")).isEqualTo("\"2\"");
        assertThat(read(order).json()).isEqualTo(current.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /reason                | {"reason": "why"}
            /reason                | {"status": "paid", "reason": ""}
            /reason                | {"status": "paid", "reason": null}
            /reason                | {"status": "paid", "reason": "a\\nb"}
            /payment               | {"status": "cancelled", "payment": {"reference": "pi_1"}}
            /payment               | {"payment": {"reference": "pi_1"}, "metadata": {}}
            /payment               | {"status": "paid", "payment": null}
            /payment               | {"status": "paid", "payment": "pi_1"}
            /payment/reference     | {"status": "paid", "payment": {}}
            /payment/method        | {"status": "paid", "payment": {"reference": "pi_1", "method": ""}}
            /payment/paid_at       | {"status": "paid", "payment": {"reference": "pi_1", "paid_at": "yesterday"}}
            /payment/paid_at       | {"status": "paid", "payment": {"reference": "pi_1", "paid_at": 1764158400}}
            /payment/paid_at       | {"status": "paid", "payment": {"reference": "pi_1", "paid_at": ""}}
            /payment/paid_at       | {"status": "paid", "payment": {"reference": "pi_1", "paid_at": "+12026-01-01T00:00:00Z"}}
            /payment/amount        | {"status": "paid", "payment": {"reference": "pi_1", "amount": "1"}}
            /shipment              | {"status": "paid", "shipment": {"carrier": "DHL"}}
            /shipment              | {"shipment": null}
            /shipment/carrier      | {"shipment": {}}
            /shipment/tracking_url | {"shipment": {"carrier": "DHL", "tracking_url": "http://dhl.example/1"}}
            /shipment/lines        | {"shipment": {"carrier": "DHL", "lines": []}}
            /shipment/lines/0      | {"shipment": {"carrier": "DHL", "lines": [null]}}
            /shipment/lines/0/line | {"shipment": {"carrier": "DHL", "lines": [{"line": 0, "quantity": 1}]}}
            /shipment/lines/0/line | {"shipment": {"carrier": "DHL", "lines": [{"line": 101, "quantity": 1}]}}
            /shipment/lines/0/quantity | {"shipment": {"carrier": "DHL", "lines": [{"line": 1, "quantity": 0}]}}
            /shipment/lines/0/quantity | {"shipment": {"carrier": "DHL", "lines": [{"line": 1}]}}
            /shipment              | {"shipment": {"carrier": "DHL", "lines": [{"line": 1, "quantity": 1}, {"line": 1, "quantity": 1}]}}
            /metadata              | {"metadata": null}
            /metadata              | {"metadata": "a"}
            /metadata/a            | {"metadata": {"a": 1}}
            /metadata/a            | {"metadata": {"a": ""}}
            /metadata/a            | {"metadata": {"a": {"b": "c"}}}
            /colour                | {"status": "paid", "colour": "red"}
            """)
    void whatIsNoChangeIsRefused(String pointer, String body) {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse refused = change(api(), order, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).isNotEmpty().containsOnly(pointer);
        assertThat(read(order).json()).isEqualTo(order.json());
    }

    @ParameterizedTest
    @CsvSource({
        "/reason, 500, {\"status\": \"paid\"; \"reason\": \"%s\"}",
        "/payment/reference, 200, {\"status\": \"paid\"; \"payment\": {\"reference\": \"%s\"}}",
        "/payment/method, 100, {\"status\": \"paid\"; \"payment\": {\"reference\": \"r\"; \"method\": \"%s\"}}",
        "/metadata/a, 500, {\"metadata\": {\"a\": \"%s\"}}"
    })
    void textsHaveALimit(String pointer, int longest, String body) {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String json = body.replace(';', ',');

        ApiResponse refused = change(api(), order, json.formatted("x".repeat(longest + 1)));
        ApiResponse accepted = change(api(), order, json.formatted("x".repeat(longest)));

        assertThat(refused.texts("/errors", "pointer")).containsExactly(pointer);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    }

    @Test
    void aKeyOfMetadataHasAtMostFortyCharacters() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse refused = change(api(), order, metadata("x".repeat(40), 1, "\"a\""));
        ApiResponse accepted = change(api(), order, metadata("x".repeat(39), 1, "\"a\""));

        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
    }

    @Test
    void eachStepIsStoredAsAnAttributeOfItsOwn() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        Map<String, AttributeValue> before = stored(order);

        ApiResponse paid = change(api(), order, """
                {"status": "paid", "reason": "As agreed", "payment": {"reference": "pi_1"}}""");

        Map<String, AttributeValue> after = stored(order);
        assertThat(after.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(before.keySet().stream(), Stream.of("paid", "payment"))
                                .toList());
        assertThat(after.get("paid").m())
                .containsKey("change")
                .containsEntry("at", StoredItems.s(paid.text("/updated_at")))
                .containsEntry("version", StoredItems.n("2"))
                .containsEntry("by", StoredItems.s("staff"))
                .containsEntry("reason", StoredItems.s("As agreed"))
                .hasSize(5);
        assertThat(after.get("payment").m())
                .containsOnly(
                        Map.entry("reference", StoredItems.s("pi_1")),
                        Map.entry("paid_at", StoredItems.s(paid.text("/updated_at"))));
    }

    /** As an instance of the version before does, which may run at the same time. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"status\": \"shipped\"}", "{\"metadata\": {\"a\": \"b\"}}", "{\"status\": \"cancelled\"}"})
    void aStepThatAnEarlierVersionOfTheServiceTookIsKept(String body) {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String at = Instant.parse(order.text("/created_at")).plusMillis(1234).toString();
        String userKey = "USER#" + order.text("/user_id");
        String orderKey = "ORDER#" + order.text("/order_id");
        stored().set(userKey, orderKey, "status", AttributeValue.fromS("paid"));
        stored().set(userKey, orderKey, "updated_at", AttributeValue.fromS(at));
        stored().set(userKey, orderKey, "version", 2);
        JsonNode derived = read(order).json().at("/timeline/1");

        ApiResponse changed = api().patch(paths(order).getFirst(), body, "If-Match", "\"2\"");

        assertThat(derived).hasToString("{\"status\":\"paid\",\"at\":\"%s\",\"version\":2}".formatted(at));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.text("/version")).isEqualTo("3");
        assertThat(changed.json().at("/timeline/1")).isEqualTo(derived);
        assertThat(read(order).json()).isEqualTo(changed.json());
        assertThat(stored(order).get("paid").m()).containsEntry("version", StoredItems.n("2"));
    }

    /** A paid order with a line of each of these quantities. */
    private ApiResponse paid(int... quantities) {
        Orders order = Orders.in("EUR");
        for (int quantity : quantities) {
            order.line("TEA-1", "Tea", quantity, "1");
        }
        return Orders.move(api(), order.placeFor(api(), Users.create(api())), "paid");
    }

    private ApiResponse change(Api api, ApiResponse order, String body) {
        return api.patch(paths(order).getFirst(), body, "If-Match", order.header("ETag"));
    }

    private ApiResponse read(ApiResponse order) {
        return api().get(paths(order).getFirst());
    }

    private static List<String> paths(ApiResponse order) {
        String orderId = order.text("/order_id");
        return List.of(Orders.path(order.text("/user_id"), orderId), "/v1/orders/" + orderId);
    }

    private Map<String, AttributeValue> stored(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"));
    }

    private void assertRefused(ApiResponse refused, ApiResponse order, int line, int left) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("SHIPMENT_EXCEEDS_ORDER");
        assertThat(refused.json().path("line").intValue()).isEqualTo(line);
        assertThat(refused.json().path("left").intValue()).isEqualTo(left);
        assertThat(read(order).json()).isEqualTo(order.json());
    }

    private static String metadata(String prefix, int entries, String value) {
        return IntStream.range(0, entries)
                .mapToObj(i -> "\"%s%d\": %s".formatted(prefix, i, value))
                .collect(Collectors.joining(", ", "{\"metadata\": {", "}}"));
    }
}
