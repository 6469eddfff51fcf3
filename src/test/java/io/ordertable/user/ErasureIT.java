package io.ordertable.user;

import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Personal data in the orders of a deleted user is erased. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=erasures",
            "ordertable.erasure.orders-per-second=10000",
            "ordertable.erasure.second-look=2s"
        })
class ErasureIT extends IntegrationTest {

    private static final String PERSONAL = """
            {
              "shipping_address": {
                "name": "Ada Lovelace", "lines": ["12 St James's Square"], "city": "London", "postal_code": "SW1Y 4JH", "country": "GB"
              },
              "billing_address": {"name": "Ada Lovelace", "lines": ["Ockham Park"], "city": "Ockham", "country": "GB"},
              "contact": {"email": "ada@example.org", "phone": "+44 20 1234567"},
              "note": "For Babbage",
              "metadata": {"channel": "web"}
            }
            """;

    private static final List<String> MEMBERS = List.of("shipping_address", "billing_address", "contact", "note");

    @Test
    void namesAddressesContactsAndNotesAreErasedAndTheRestStays() {
        String userId = Users.create(api());
        ApiResponse order = Orders.move(api(), placePersonal(userId), "paid");
        ApiResponse plain = Orders.place(api(), userId);

        ApiResponse deleted = delete(userId);

        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("Location")).isEqualTo(path(userId));
        assertThat(deleted.text("/state")).isEqualTo("running");
        ApiResponse erasure = awaitErasure(userId);
        assertThat(erasure.text("/orders_checked")).isEqualTo("2");
        assertThat(erasure.text("/orders_erased")).isEqualTo("1");
        assertThat(erasure.text("/finished_at")).isGreaterThan(erasure.text("/started_at"));
        assertThat(item(order).toString()).doesNotContain("Ada", "ada@", "Babbage", "Ockham", "1234567");
        ApiResponse erased = api().get(Orders.path(userId, order.text("/order_id")));
        assertThat(erased.header("ETag")).isEqualTo("\"3\"");
        assertThat(erased.text("/updated_at")).isGreaterThan(order.text("/updated_at"));
        assertThat(names(order)).containsAll(MEMBERS);
        assertThat(names(erased))
                .doesNotContainAnyElementsOf(MEMBERS)
                .hasSize(names(order).size() - MEMBERS.size());
        assertThat(erased.text("/total")).isEqualTo("19.98");
        assertThat(erased.text("/metadata/channel")).isEqualTo("web");
        assertThat(Orders.move(api(), erased, "shipped").text("/status")).isEqualTo("shipped");
        assertThat(api().get(Orders.path(userId, plain.text("/order_id"))).json())
                .isEqualTo(plain.json());
    }

    @Test
    void ordersWhoseStatusChangesMeanwhileAreErasedAndKeepTheChange() {
        String userId = Users.create(api());
        List<ApiResponse> orders =
                IntStream.range(0, 60).mapToObj(i -> placePersonal(userId)).toList();

        delete(userId);
        List<CompletableFuture<String>> changes = orders.stream()
                .map(order -> CompletableFuture.supplyAsync(() -> pay(order)))
                .toList();

        assertThat(awaitErasure(userId).text("/orders_erased")).isEqualTo("60");
        assertThat(changes.stream().map(CompletableFuture::join)).containsOnly("200");
        assertThat(orders).allSatisfy(order -> {
            Map<String, AttributeValue> item = item(order);
            assertThat(item.toString()).doesNotContain("Ada", "Babbage");
            assertThat(item.get("status")).isEqualTo(s("paid"));
            assertThat(item.get("version").n()).isEqualTo("3");
        });
    }

    @Test
    void aUserWhoIsCreatedAgainMeanwhileIsNotTouched() {
        String userId = Users.create(api());
        ApiResponse old = placePersonal(userId);
        delete(userId);
        Users.someone().withId(UUID.fromString(userId)).register(api());
        ApiResponse order = placePersonal(userId);

        assertThat(awaitErasure(userId).text("/orders_checked")).isEqualTo("1");

        assertThat(item(old).get("note")).isEqualTo(s(""));
        assertThat(item(order).get("note")).isEqualTo(s("For Babbage"));
        assertThat(item(order).get("shipping_address").m()).containsEntry("name", s("Ada Lovelace"));
    }

    /** An import may look up the user before the deletion, and store the order after it. */
    @Test
    void anOrderThatIsStoredJustAfterTheDeletionIsErasedToo() {
        String userId = Users.create(api());
        ApiResponse order = placePersonal(userId);
        Map<String, AttributeValue> late = item(order);
        stored().delete("USER#" + userId, "ORDER#" + order.text("/order_id"));
        delete(userId);
        await().until(() -> erasureItem(userId).containsKey("second_look"));

        dynamoDb.putItem(r -> r.tableName("erasures").item(late));

        ApiResponse erasure = awaitErasure(userId);
        assertThat(erasure.text("/orders_checked")).isEqualTo("1");
        assertThat(erasure.text("/orders_erased")).isEqualTo("1");
        assertThat(item(order).toString()).doesNotContain("Ada", "Babbage");
    }

    @Test
    void aSecondDeletionBeginsASecondErasure() {
        String userId = Users.create(api());
        ApiResponse first = placePersonal(userId);
        delete(userId);
        Users.someone().withId(UUID.fromString(userId)).register(api());
        ApiResponse second = placePersonal(userId);
        delete(userId);

        assertThat(awaitErasure(userId).text("/orders_erased")).isEqualTo("2");
        assertThat(item(second).get("note")).isEqualTo(s(""));
    }

    @Test
    void aCompletedErasureIsForgottenLater() {
        String userId = Users.create(api());
        delete(userId);
        awaitErasure(userId);

        Map<String, AttributeValue> item = erasureItem(userId);
        assertThat(item).doesNotContainKeys("GSI2PK", "GSI2SK", "lease");
        stored().set("USER#" + userId, "ERASURE", "expires_at", 1);

        assertThat(api().get(path(userId)).problem()).isEqualTo("ERASURE_NOT_FOUND");
    }

    @Test
    void aUserWhoWasNotDeletedHasNoErasure() {
        String userId = Users.create(api());

        assertThat(api().get(path(userId)).problem()).isEqualTo("ERASURE_NOT_FOUND");
        assertThat(api().as(userId).get("/v1/users/me/erasure").problem()).isEqualTo("ERASURE_NOT_FOUND");
    }

    private String pay(ApiResponse order) {
        String path = Orders.path(order.text("/user_id"), order.text("/order_id"));
        return String.valueOf(Orders.patch(api(), path, "paid", "If-Match", "*").status());
    }

    private ApiResponse delete(String userId) {
        return api().delete(Users.path(userId), "If-Match", "*");
    }

    private ApiResponse awaitErasure(String userId) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api().get(path(userId)).text("/state").equals("completed"));
        return api().get(path(userId));
    }

    /** Places an order with everything that is personal. */
    private ApiResponse placePersonal(String userId) {
        return Orders.some().with(PERSONAL).placeFor(api(), userId);
    }

    private Map<String, AttributeValue> item(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"));
    }

    private static List<String> names(ApiResponse order) {
        return order.json().propertyStream().map(Map.Entry::getKey).toList();
    }

    private Map<String, AttributeValue> erasureItem(String userId) {
        return stored().get("USER#" + userId, "ERASURE");
    }

    private static String path(String userId) {
        return Users.path(userId) + "/erasure";
    }
}
