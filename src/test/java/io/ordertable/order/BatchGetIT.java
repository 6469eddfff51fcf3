package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many orders read at once. */
class BatchGetIT extends IntegrationTest {

    private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";

    @Test
    void ordersComeInTheOrderInWhichTheyAreAskedFor() {
        String ada = Users.create(api());
        String bob = Users.create(api());
        List<String[]> keys = new ArrayList<>();
        Orders.importMany(api(), ada, 50).forEach(orderId -> keys.add(new String[] {ada, orderId}));
        Orders.importMany(api(), bob, 50).forEach(orderId -> keys.add(new String[] {bob, orderId}));
        Collections.shuffle(keys, new Random(1));

        ApiResponse found = batchGet(keys);

        assertThat(found.texts("/items", "order_id"))
                .containsExactlyElementsOf(keys.stream().map(key -> key[1]).toList());
        assertThat(found.json().path("not_found")).isEmpty();
        assertThat(found.json().path("unprocessed").isArray()).isTrue();
        assertThat(found.json().path("unprocessed")).isEmpty();
    }

    @Test
    void anOrderReadsAsItDoesAlone() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "shipped");

        ApiResponse found = batchGet(List.<String[]>of(keyOf(order)));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("items")).containsExactly(order.json());
    }

    @Test
    void aKeyGivenTwiceIsAnsweredOnce() {
        String userId = Users.create(api());
        ApiResponse first = Orders.place(api(), userId);
        ApiResponse second = Orders.place(api(), userId);
        String[] missing = {userId, UNKNOWN};

        ApiResponse found =
                batchGet(List.of(keyOf(second), missing, keyOf(first), keyOf(second), missing, keyOf(first)));

        assertThat(found.texts("/items", "order_id"))
                .containsExactly(second.text("/order_id"), first.text("/order_id"));
        assertThat(found.texts("/not_found", "order_id")).containsExactly(UNKNOWN);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse found = batchGet(
                List.of(new String[] {UNKNOWN, UNKNOWN}, keyOf(order), new String[] {order.text("/user_id"), UNKNOWN}));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("items")).containsExactly(order.json());
        assertThat(found.texts("/not_found", "user_id")).containsExactly(UNKNOWN, order.text("/user_id"));
        assertThat(found.texts("/not_found", "order_id")).containsExactly(UNKNOWN, UNKNOWN);
    }

    @Test
    void anOrderIsNotFoundUnderAnotherUser() {
        ApiResponse adas = Orders.place(api(), Users.create(api()));
        ApiResponse bobs = Orders.place(api(), Users.create(api()));

        ApiResponse found = batchGet(List.of(
                new String[] {adas.text("/user_id"), bobs.text("/order_id")},
                new String[] {bobs.text("/user_id"), adas.text("/order_id")}));

        assertThat(found.json().path("items")).isEmpty();
        assertThat(found.texts("/not_found", "order_id"))
                .containsExactly(bobs.text("/order_id"), adas.text("/order_id"));
    }

    @Test
    void aBatchOfLargeOrdersIsReadInParts() {
        String userId = Users.create(api());
        List<String[]> keys = IntStream.range(0, 30)
                .mapToObj(i -> keyOf(OrderPlacementIT.largest().placeFor(api(), userId)))
                .toList();

        ApiResponse first = batchGet(keys);
        ApiResponse rest =
                api().post("/v1/orders/batch-get", "{\"keys\":" + first.json().path("unprocessed") + "}");

        assertThat(first.json().path("items").size()).isBetween(15, 29);
        assertThat(first.json().path("not_found")).isEmpty();
        assertThat(rest.json().path("unprocessed")).isEmpty();
        assertThat(first.json().path("items").size() + rest.json().path("items").size())
                .isEqualTo(30);
    }

    @Test
    void atMost100KeysAreTaken() {
        String userId = Users.create(api());
        List<String[]> keys = new ArrayList<>(Collections.nCopies(100, new String[] {userId, UNKNOWN}));
        assertThat(batchGet(keys).status()).isEqualTo(200);

        keys.add(new String[] {userId, UNKNOWN});
        ApiResponse refused = batchGet(keys);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/keys");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"keys": []}                                                          | /keys
                    {"keys": null}                                                        | /keys
                    {}                                                                    | /keys
                    {"keys": {}}                                                          | /keys
                    {"keys": [null]}                                                      | /keys/0
                    {"keys": ["x"]}                                                       | /keys/0
                    {"keys": [{"order_id": "01890000-0000-7000-8000-000000000000"}]}      | /keys/0/user_id
                    {"keys": [{"user_id": "01890000-0000-7000-8000-000000000000"}]}       | /keys/0/order_id
                    {"keys": [{"user_id": "x"}]}                                          | /keys/0/user_id
                    {"keys": [{"user_id": "AYkAAAAAcACAAAAAAAAAAA=="}]}                   | /keys/0/user_id
                    {"keys": [{"user_id": "1-1-1-1-1"}]}                                  | /keys/0/user_id
                    {"keys": [{"user_id": 1}]}                                            | /keys/0/user_id
                    {"keys": [{"id": "01890000-0000-7000-8000-000000000000"}]}            | /keys/0/id
                    {"keys": [], "limit": 3}                                              | /limit
                    """)
    void aRequestThatBreaksARuleIsRefusedWithItsPlace(String body, String pointer) {
        ApiResponse refused = api().post("/v1/orders/batch-get", body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly(pointer);
    }

    private static String[] keyOf(ApiResponse order) {
        return new String[] {order.text("/user_id"), order.text("/order_id")};
    }

    private ApiResponse batchGet(List<String[]> keys) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        keys.forEach(key -> array.addObject().put("user_id", key[0]).put("order_id", key[1]));
        return api().post("/v1/orders/batch-get", "{\"keys\": " + array + "}");
    }
}
