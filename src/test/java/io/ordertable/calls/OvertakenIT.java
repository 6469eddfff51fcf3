package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.StoredItems;
import io.ordertable.user.Users;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DynamoDB commits a write, its answer is lost, and another client changes the item before the write is repeated: the first client
 * sees a success with the version that it made. No time-out is short, because the other client has to be done first.
 */
class OvertakenIT extends TracedTest {

    private static final String FATES = "io.ordertable.calls.AmbiguousOutcomeIT#FATES";

    private static final String PAID = "{\"status\": \"paid\", \"payment\": {\"reference\": \"pi_1\"}}";
    private static final String SHIPMENT =
            "{\"shipment\": {\"carrier\": \"DHL\", \"lines\": [{\"line\": 1, \"quantity\": 1}]}}";
    private static final String SHIPPED = SHIPMENT.replaceFirst("\\{", "{\"status\": \"shipped\", ");
    private static final String METADATA = "{\"metadata\": {\"erp_id\": \"4711\"}}";

    @ParameterizedTest
    @FieldSource(FATES)
    void aNameIsChangedAlthoughAnotherFollows(List<Answer> fate) {
        String user = newUser();
        AtomicReference<ApiResponse> other = overtake(fate, () -> rename(user, "Hopper", "\"2\""));

        ApiResponse changed = rename(user, "Grace", "\"1\"");

        assertChanged(changed, "\"2\"");
        assertThat(changed.text("/name")).isEqualTo("Grace");
        assertChanged(other.get(), "\"3\"");
        assertThat(api().get(user + "?consistent=true").json())
                .isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void aNameIsChangedAlthoughAnEmailFollows(List<Answer> fate) {
        String user = newUser();
        String email = Users.newEmail();
        AtomicReference<ApiResponse> other = overtake(fate, () -> move(user, email, "\"2\""));

        ApiResponse changed = rename(user, "Grace", "\"1\"");

        assertChanged(changed, "\"2\"");
        assertChanged(other.get(), "\"3\"");
        assertThat(other.get().text("/name")).isEqualTo("Grace");
        assertThat(api().get(user + "?consistent=true").json())
                .isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void anEmailIsChangedAlthoughAnotherFollows(List<Answer> fate) {
        String user = newUser();
        String email = Users.newEmail();
        String next = Users.newEmail();
        AtomicReference<ApiResponse> other = overtake(fate, () -> move(user, next, "\"2\""));

        ApiResponse changed = move(user, email, "\"1\"");

        assertChanged(changed, "\"2\"");
        assertThat(changed.text("/email")).isEqualTo(email);
        assertChanged(other.get(), "\"3\"");
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).isEmpty();
        assertThat(api().get("/v1/users?email=" + next).json().path("items"))
                .containsExactly(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void aUserIsDeletedAlthoughOneWithTheSameIdIsCreated(List<Answer> fate) {
        String user = newUser();
        UUID id = UUID.fromString(user.substring(user.lastIndexOf('/') + 1));
        AtomicReference<ApiResponse> other =
                overtake(fate, () -> Users.someone().withId(id).post(api()));

        ApiResponse deleted = api().delete(user, "If-Match", "\"1\"");

        assertThat(deleted.status()).as(deleted.text()).isBetween(202, 204);
        assertThat(other.get().status()).isEqualTo(201);
        assertThat(api().get(user + "?consistent=true").json())
                .isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void anOrderIsPaidAlthoughItIsShippedNext(List<Answer> fate) {
        String order = newOrder();
        AtomicReference<ApiResponse> other = overtake(fate, () -> change(order, SHIPPED, "\"2\""));

        ApiResponse paid = change(order, PAID, "\"1\"");

        assertChanged(paid, "\"2\"");
        assertThat(paid.text("/status")).isEqualTo("paid");
        assertThat(paid.text("/payment/reference")).isEqualTo("pi_1");
        assertThat(paid.texts("/timeline", "status")).containsExactly("pending", "paid");
        assertThat(paid.json().path("shipments")).isEmpty();
        assertChanged(other.get(), "\"3\"");
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void anOrderIsShippedAlthoughAnotherShipmentFollows(List<Answer> fate) {
        String order = newOrder();
        change(order, PAID, "\"1\"");
        AtomicReference<ApiResponse> other = overtake(fate, () -> change(order, SHIPMENT, "\"3\""));

        ApiResponse shipped = change(order, SHIPPED, "\"2\"");

        assertChanged(shipped, "\"3\"");
        assertThat(shipped.json().path("shipments")).hasSize(1);
        assertChanged(other.get(), "\"4\"");
        assertThat(other.get().json().path("shipments")).hasSize(2);
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void aShipmentIsAddedAlthoughTheOrderIsCompletedNext(List<Answer> fate) {
        String order = newOrder();
        change(order, PAID, "\"1\"");
        change(order, SHIPPED, "\"2\"");
        AtomicReference<ApiResponse> other =
                overtake(fate, () -> change(order, "{\"status\": \"completed\"}", "\"4\""));

        ApiResponse added = change(order, SHIPMENT, "\"3\"");

        assertChanged(added, "\"4\"");
        assertThat(added.text("/status")).isEqualTo("shipped");
        assertThat(added.json().path("shipments")).hasSize(2);
        assertChanged(other.get(), "\"5\"");
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    @ParameterizedTest
    @FieldSource(FATES)
    void metadataIsChangedAlthoughOthersFollow(List<Answer> fate) {
        String order = newOrder();
        AtomicReference<ApiResponse> other = overtake(fate, () -> {
            change(order, "{\"metadata\": {\"erp_id\": \"4712\"}}", "\"2\"");
            return change(order, PAID, "\"3\"");
        });

        ApiResponse changed = change(order, METADATA, "\"1\"");

        assertChanged(changed, "\"2\"");
        assertThat(changed.text("/status")).isEqualTo("pending");
        assertThat(changed.text("/metadata/erp_id")).isEqualTo("4711");
        assertChanged(other.get(), "\"4\"");
        assertThat(other.get().text("/metadata/erp_id")).isEqualTo("4712");
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    /** The first write fails, because the step to the status before is not stored. The second one stores it too. */
    @Test
    void anOrderThatAnEarlierVersionOfTheServicePaidIsShippedAlthoughAnotherChangeFollows() {
        String order = newOrder();
        ApiResponse placed = api().get(order);
        String userKey = "USER#" + placed.text("/user_id");
        String orderKey = "ORDER#" + placed.text("/order_id");
        stored().set(userKey, orderKey, "status", StoredItems.s("paid"));
        stored().set(userKey, orderKey, "version", 2);
        AtomicReference<ApiResponse> other =
                overtake(List.of(Answer.REAL_ONE, Answer.lost()), () -> change(order, METADATA, "\"3\""));

        ApiResponse shipped = change(order, SHIPPED, "\"2\"");

        assertChanged(shipped, "\"3\"");
        assertThat(shipped.texts("/timeline", "status")).containsExactly("pending", "paid", "shipped");
        assertChanged(other.get(), "\"4\"");
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    /** The status would still allow it. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"completed\"}", SHIPMENT, METADATA})
    void aChangeOfAnOrderThatWasNotMadeIsRefusedAndNeverMade(String change) {
        String order = newOrder();
        change(order, PAID, "\"1\"");
        change(order, SHIPPED, "\"2\"");
        AtomicReference<ApiResponse> other = overtake(
                List.of(Answer.error(500, "InternalServerError")),
                () -> change(order, "{\"metadata\": {\"erp_id\": \"1\"}}", "\"3\""));

        ApiResponse refused = change(order, change, "\"3\"");

        assertThat(refused.problem()).isEqualTo("PRECONDITION_FAILED");
        assertThat(refused.header("ETag")).isEqualTo("\"4\"");
        assertThat(api().get(order).json()).isEqualTo(other.get().json());
    }

    @Test
    void aChangeThatWasNotMadeIsRefusedAndNeverMade() {
        String user = newUser();
        overtake(List.of(Answer.error(500, "InternalServerError")), () -> rename(user, "Hopper", "\"1\""));

        ApiResponse refused = rename(user, "Grace", "\"1\"");

        assertThat(refused.problem()).isEqualTo("PRECONDITION_FAILED");
        assertThat(refused.header("ETag")).isEqualTo("\"2\"");
        assertThat(api().get(user + "?consistent=true").text("/name")).isEqualTo("Hopper");
    }

    /** Plans the answers to the first writes. Then another client writes before the next attempt arrives. */
    private AtomicReference<ApiResponse> overtake(List<Answer> fate, Supplier<ApiResponse> otherClient) {
        AtomicInteger writes = new AtomicInteger();
        AtomicReference<ApiResponse> other = new AtomicReference<>();
        database.answer(call -> {
            int write = AmbiguousOutcomeIT.isWrite(call.operation()) ? writes.getAndIncrement() : Integer.MAX_VALUE;
            if (write == fate.size()) {
                other.set(otherClient.get());
            }
            return write < fate.size() ? fate.get(write) : Answer.REAL_ONE;
        });
        return other;
    }

    private ApiResponse change(String order, String patch, String ifMatch) {
        return api().patch(order, patch, "If-Match", ifMatch);
    }

    private ApiResponse rename(String user, String name, String ifMatch) {
        return api().patch(user, "{\"name\": \"%s\"}".formatted(name), "If-Match", ifMatch);
    }

    private ApiResponse move(String user, String email, String ifMatch) {
        return api().patch(user, "{\"email\": \"%s\"}".formatted(email), "If-Match", ifMatch);
    }

    private static void assertChanged(ApiResponse response, String eTag) {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.header("ETag")).isEqualTo(eTag);
    }
}
