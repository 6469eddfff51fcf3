package io.ordertable.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase;
import io.ordertable.StoredItems;
import io.ordertable.model.Model.Caller;
import io.ordertable.model.Model.Expected;
import io.ordertable.model.Model.Match;
import io.ordertable.model.Model.Order;
import io.ordertable.model.Model.User;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sends requests to the service while its database fails, and compares each response and what is stored with the model. */
final class Shop {

    /** The number of a user that stands for deleted ones too. */
    private static final int DELETED_TOO = 5;

    private final Api api;
    private final FaultyDatabase database;
    private final StoredItems stored;
    private final Runnable recovery;
    private final Model model = new Model();

    /** Keeps users and keys apart from those of other sequences. */
    private final String suffix = "-" + UUID.randomUUID();

    /** Opens a shop with a user and an order. */
    Shop(Api api, FaultyDatabase database, StoredItems stored, Runnable recovery, ObjectNode firstOrder) {
        this.api = api;
        this.database = database;
        this.stored = stored;
        this.recovery = recovery;
        createUser("Ada", "ada", null, Fate.NO_FAULTS);
        placeOrder(0, firstOrder, null, Fate.NO_FAULTS);
    }

    /** Creates a user, once if there is a key. */
    void createUser(String name, String mailbox, @Nullable String key, Fate fate) {
        ObjectNode request = object().put("name", name).put("email", address(mailbox));
        String ownKey = key == null ? null : key + suffix;
        check(
                fate,
                model.createUser(request, ownKey),
                () -> api.post("/v1/users", request.toString(), idempotency(ownKey)),
                () -> api.get("/v1/users?email=" + address(mailbox)).json().at("/items/0"));
    }

    void changeUser(int number, @Nullable String name, @Nullable String mailbox, Match match, Fate fate) {
        User user = user(number);
        ObjectNode patch = object();
        if (name != null) {
            patch.put("name", name);
        }
        if (mailbox != null) {
            patch.put("email", address(mailbox));
        }
        String path = Users.path(user.id());
        Expected expected = model.changeUser(user, patch, match);
        ObjectNode otherPatch = object().put("name", "Hopper");
        Other other = new Other(
                () -> api.patch(path, otherPatch.toString(), "If-Match", Match.NEXT.header(user.json)),
                () -> model.changeUser(user, otherPatch, Match.CURRENT));
        check(
                fate,
                expected,
                Function.identity(),
                () -> api.patch(path, patch.toString(), "If-Match", match.header(user.json)),
                () -> api.get(path + "?consistent=true").json(),
                expected.succeeds() ? other : Other.NOBODY);
    }

    void deleteUser(int number, Match match, Fate fate) {
        User user = user(number);
        String path = Users.path(user.id());
        boolean wasDeleted = user.deleted;
        check(
                fate,
                model.deleteUser(user, match),
                () -> api.delete(path, "If-Match", match.header(user.json)),
                Shop::object);
        if (user.deleted && !wasDeleted && !fate.givesUp()) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> api.get(path + "/erasure").text("/state").equals("completed"));
            model.erase(user, order -> api.get(path(order)).json());
        }
    }

    void placeOrder(int number, ObjectNode request, @Nullable String key, Fate fate) {
        User user = user(number);
        check(
                fate,
                model.placeOrder(user, request, key),
                () -> api.post(Orders.path(user.id()), request.toString(), idempotency(key)),
                () -> newest(user));
    }

    /** Changes an order. The status {@code next} stands for the first step that the order can take. */
    void changeOrder(int number, ObjectNode wanted, Match match, Caller caller, boolean byUser, Fate fate) {
        Order order = order(number);
        ObjectNode patch = Model.valid(wanted, order);
        Expected expected = model.changeOrder(order, byUser, patch, match, caller);
        ObjectNode otherPatch =
                object().put("status", Model.nextStep(patch.path("status").asText(order.status())));
        Other other = new Other(
                () -> api.patch(path(order), otherPatch.toString(), "If-Match", Match.NEXT.header(order.json)),
                () -> model.changeOrder(order, true, otherPatch, Match.CURRENT, Caller.STAFF));
        String path = byUser ? path(order) : "/v1/orders/" + order.id();
        check(
                fate,
                expected,
                actual -> Model.seenBy(caller, actual),
                () -> as(caller, order).patch(path, patch.toString(), "If-Match", match.header(order.json)),
                () -> api.get(path(order)).json(),
                expected.succeeds() ? other : Other.NOBODY);
    }

    /** Compares all that is stored with the model. */
    void checkStored() {
        recovery.run();
        model.users.forEach(this::checkPartition);
    }

    private void checkPartition(User user) {
        Map<String, Map<String, AttributeValue>> items = stored.partition("USER#" + user.id()).stream()
                .collect(Collectors.toMap(item -> item.get("SK").s(), Function.identity()));
        Map<String, AttributeValue> profile = items.remove("PROFILE");
        Map<String, AttributeValue> guard = stored.get(Users.guardKey(user.email()), "GUARD");
        assertThat(guard.get("user_id") != null && guard.get("user_id").s().equals(user.id()))
                .isEqualTo(!user.deleted);
        assertThat(profile == null).isEqualTo(user.deleted);
        assertThat(items.remove("ERASURE") != null).isEqualTo(user.deleted);
        if (profile != null) {
            assertThat(api.get(Users.path(user.id()) + "?consistent=true").json())
                    .isEqualTo(user.json);
        }
        List<Order> orders =
                model.orders.stream().filter(order -> order.user == user).toList();
        assertThat(api.get(Orders.path(user.id()) + "?limit=100&sort=asc")
                        .json()
                        .path("items"))
                .containsExactlyElementsOf(
                        orders.stream().map(order -> (JsonNode) order.json).toList());
        for (Order order : orders) {
            assertThat(items.remove("ORDER#" + order.id()).get("GSI2PK").s())
                    .startsWith("STATUS#" + order.status() + "#");
        }
        user.orderKeys.forEach((key, creation) -> assertThat(
                        items.remove("IDEMPOTENCY#" + key).get("resource_id").s())
                .isEqualTo(creation.resource().id()));
        assertThat(items).isEmpty();
    }

    @Override
    public String toString() {
        return model.toString();
    }

    private void check(Fate fate, Expected expected, Supplier<ApiResponse> request, Supplier<JsonNode> read) {
        check(fate, expected, Function.identity(), request, read, Other.NOBODY);
    }

    private void check(
            Fate fate,
            Expected expected,
            Function<ObjectNode, ObjectNode> view,
            Supplier<ApiResponse> request,
            Supplier<JsonNode> read,
            Other other) {
        recovery.run();
        AtomicReference<@Nullable ApiResponse> overtaking = new AtomicReference<>();
        fate.plan(database, () -> overtaking.set(other.request().get()));
        ApiResponse response = request.get();
        boolean gaveUp = fate.givesUp() && database.calls().stream().anyMatch(Fate::isWrite);
        database.heal();
        if (gaveUp) {
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.problem()).isEqualTo(fate.problem());
        } else {
            checkResponse(expected, view, response);
        }
        if (expected.changesSomething() && !(gaveUp && fate == Fate.ALWAYS_THROTTLED)) {
            JsonNode actual = gaveUp ? read.get() : response.status() == 202 ? object() : response.json();
            expected.effect().accept(expected.body().apply(actual));
        }
        ApiResponse overtaken = overtaking.get();
        if (overtaken != null) {
            Expected second = other.expected().get();
            checkResponse(second, Function.identity(), overtaken);
            second.effect().accept(second.body().apply(overtaken.json()));
        }
    }

    private static void checkResponse(Expected expected, Function<ObjectNode, ObjectNode> view, ApiResponse response) {
        assertThat(response.status()).as(response.text()).isEqualTo(expected.status());
        assertThat(response.header("Idempotent-Replayed")).isEqualTo(expected.replayed() ? "true" : "");
        if (!expected.succeeds()) {
            assertThat(response.problem()).isEqualTo(expected.problem());
        } else if (response.status() != 202) {
            ObjectNode body = view.apply(expected.body().apply(response.json()));
            assertThat(response.json()).isEqualTo(body);
            assertThat(response.header("ETag")).isEqualTo(Match.CURRENT.header(body));
        }
    }

    /** Returns the newest of a user's orders. */
    private JsonNode newest(User user) {
        return api.get(Orders.path(user.id()) + "?limit=1").json().at("/items/0");
    }

    private Api as(Caller caller, Order order) {
        return switch (caller) {
            case STAFF -> api;
            case OWNER -> api.as(order.user.id());
            case STRANGER -> api.as(UUID.randomUUID().toString());
        };
    }

    /** Returns a user, who has not been deleted unless the number is {@value #DELETED_TOO}. */
    private User user(int number) {
        List<User> users = model.users.stream()
                .filter(user -> number == DELETED_TOO || !user.deleted)
                .toList();
        List<User> candidates = users.isEmpty() ? model.users : users;
        return candidates.get(Math.min(number, candidates.size() - 1));
    }

    private Order order(int number) {
        return model.orders.isEmpty() ? model.noOrder() : model.orders.get(Math.min(number, model.orders.size() - 1));
    }

    private static String path(Order order) {
        return Orders.path(order.user.id(), order.id());
    }

    private String address(String mailbox) {
        return mailbox + suffix + "@example.org";
    }

    private static String[] idempotency(@Nullable String key) {
        return key == null ? new String[0] : new String[] {"Idempotency-Key", key};
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * A request of another client, which arrives between two attempts to write and is based on the version that the first one made.
     *
     * @param expected the response after the first write
     */
    private record Other(Supplier<@Nullable ApiResponse> request, Supplier<Expected> expected) {

        static final Other NOBODY = new Other(() -> null, () -> {
            throw new IllegalStateException();
        });
    }
}
