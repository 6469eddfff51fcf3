package io.ordertable.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.order.Orders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the API promises, in memory: which response a request has to have, and what it changes. */
final class Model {

    /** What is erased from the orders of deleted users. */
    private static final List<String> PERSONAL = List.of("shipping_address", "billing_address", "contact", "note");

    final List<User> users = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();

    /** Those of the caller who creates users. */
    private final Map<String, Creation<User>> userKeys = new HashMap<>();

    /** A user, who may have been deleted since. */
    static final class User {

        ObjectNode json;
        boolean deleted;
        final Map<String, Creation<Order>> orderKeys = new HashMap<>();

        User(ObjectNode json) {
            this.json = json;
        }

        String id() {
            return json.path("user_id").asText();
        }

        String email() {
            return json.path("email").asText();
        }

        @Override
        public String toString() {
            return json + (deleted ? " deleted, keys " : ", keys ") + orderKeys.keySet();
        }
    }

    /** An order, as staff sees it. */
    static final class Order {

        ObjectNode json;
        final User user;

        Order(ObjectNode json, User user) {
            this.json = json;
            this.user = user;
        }

        String id() {
            return json.path("order_id").asText();
        }

        @Override
        public String toString() {
            return json.toString();
        }

        String status() {
            return json.path("status").asText();
        }
    }

    /** Who sends a request. */
    enum Caller {
        STAFF,
        OWNER,
        STRANGER
    }

    /** What a key created. */
    record Creation<T>(JsonNode request, T resource) {}

    /**
     * A response.
     *
     * @param problem the code of the problem document; empty for a success
     * @param body returns the body, with ids and times from the actual one
     * @param effect changes the model accordingly
     */
    record Expected(
            int status,
            String problem,
            boolean replayed,
            Function<JsonNode, ObjectNode> body,
            Consumer<ObjectNode> effect) {

        static Expected problem(int status, String code) {
            return new Expected(status, code, false, actual -> object(), body -> {});
        }

        static Expected replay(ObjectNode resource) {
            return new Expected(201, "", true, actual -> resource, body -> {});
        }

        boolean succeeds() {
            return problem.isEmpty();
        }

        boolean changesSomething() {
            return succeeds() && !replayed;
        }
    }

    Expected createUser(ObjectNode request, @Nullable String key) {
        Creation<User> earlier = userKeys.get(key);
        if (earlier != null) {
            return !earlier.request().equals(request) || earlier.resource().deleted
                    ? Expected.problem(422, "IDEMPOTENCY_KEY_REUSED")
                    : Expected.replay(earlier.resource().json);
        }
        if (isTaken(request.path("email"), null)) {
            return Expected.problem(409, "EMAIL_TAKEN");
        }
        return new Expected(
                201,
                "",
                false,
                actual -> timed(
                        object().<ObjectNode>set("user_id", actual.path("user_id"))
                                .setAll(request),
                        actual.path("created_at"),
                        actual.path("created_at"),
                        1),
                body -> {
                    User user = new User(body);
                    users.add(user);
                    if (key != null) {
                        userKeys.put(key, new Creation<>(request, user));
                    }
                });
    }

    Expected changeUser(User user, ObjectNode patch, Match match) {
        if (user.deleted) {
            return Expected.problem(404, "USER_NOT_FOUND");
        }
        if (match == Match.STALE) {
            return Expected.problem(412, "PRECONDITION_FAILED");
        }
        if (isTaken(patch.path("email"), user)) {
            return Expected.problem(409, "EMAIL_TAKEN");
        }
        if (patch.isEmpty()) {
            return new Expected(200, "", false, actual -> user.json, body -> {});
        }
        return new Expected(200, "", false, actual -> next(user.json, actual).setAll(patch), body -> user.json = body);
    }

    Expected deleteUser(User user, Match match) {
        if (user.deleted) {
            return Expected.problem(404, "USER_NOT_FOUND");
        }
        if (match == Match.STALE) {
            return Expected.problem(412, "PRECONDITION_FAILED");
        }
        return new Expected(202, "", false, actual -> object(), body -> user.deleted = true);
    }

    /** Erases personal data from a deleted user's orders, whose actual form shows when that was. */
    void erase(User user, Function<Order, JsonNode> read) {
        for (Order order : orders) {
            if (order.user == user && PERSONAL.stream().anyMatch(order.json::has)) {
                order.json = next(order.json, read.apply(order)).without(PERSONAL);
            }
        }
    }

    Expected placeOrder(User user, ObjectNode request, @Nullable String key) {
        if (Pricing.total(request).signum() < 0) {
            return Expected.problem(422, "NEGATIVE_TOTAL");
        }
        Creation<Order> earlier = user.orderKeys.get(key);
        if (earlier != null) {
            return earlier.request().equals(request)
                    ? Expected.replay(earlier.resource().json)
                    : Expected.problem(422, "IDEMPOTENCY_KEY_REUSED");
        }
        if (user.deleted) {
            return Expected.problem(404, "USER_NOT_FOUND");
        }
        return new Expected(201, "", false, actual -> newOrder(user, request, actual), body -> {
            Order order = new Order(body, user);
            orders.add(order);
            if (key != null) {
                user.orderKeys.put(key, new Creation<>(request, order));
            }
        });
    }

    /**
     * Changes an order.
     *
     * @param byUser whether the path has the user too, so that the caller is known to be a stranger before anything else
     */
    Expected changeOrder(Order order, boolean byUser, ObjectNode patch, Match match, Caller caller) {
        boolean stranger = caller == Caller.STRANGER;
        boolean permitted = caller == Caller.STAFF
                || (patch.path("status").asText().equals("cancelled")
                        && !patch.has("shipment")
                        && !patch.has("metadata"));
        if (!permitted && !(stranger && byUser)) {
            return Expected.problem(403, "FORBIDDEN");
        }
        if (stranger || !orders.contains(order)) {
            return Expected.problem(404, "ORDER_NOT_FOUND");
        }
        if (match == Match.STALE) {
            return Expected.problem(412, "PRECONDITION_FAILED");
        }
        String status = patch.path("status").asText(order.status());
        if (patch.has("status") && !steps(order.status()).contains(status)) {
            return Expected.problem(409, "ILLEGAL_TRANSITION");
        }
        if (patch.has("shipment") && !status.equals("shipped")) {
            return Expected.problem(409, "ORDER_NOT_SHIPPED");
        }
        if (patch.has("shipment") && Shipments.exceed(order.json, patch.path("shipment"))) {
            return Expected.problem(409, "SHIPMENT_EXCEEDS_ORDER");
        }
        return new Expected(
                200, "", false, actual -> changed(next(order.json, actual), patch, caller), body -> order.json = body);
    }

    /** Returns a patch whose members fit its status. Its status {@code next} stands for the first step that the order can take. */
    static ObjectNode valid(ObjectNode wanted, Order order) {
        ObjectNode patch = wanted.deepCopy();
        if (patch.path("status").asText().equals("next")) {
            patch.put("status", nextStep(order.status()));
        }
        String status = patch.path("status").asText("shipped");
        return patch.without(List.of(
                status.equals("paid") ? "" : "payment",
                status.equals("shipped") ? "" : "shipment",
                patch.has("status") ? "" : "reason"));
    }

    /** Returns the first step that an order can take, or any if it can take none. */
    static String nextStep(String status) {
        return steps(status).stream().findFirst().orElse("paid");
    }

    /** Returns an order as the caller sees it. */
    static ObjectNode seenBy(Caller caller, ObjectNode order) {
        ObjectNode seen = order.deepCopy();
        if (caller != Caller.STAFF) {
            List<String> steps = steps(order.path("status").asText());
            seen.set("allowed_transitions", array(steps.contains("cancelled") ? List.of("cancelled") : List.of()));
        }
        return seen;
    }

    private boolean isTaken(JsonNode email, @Nullable User by) {
        return users.stream()
                .anyMatch(user ->
                        !user.deleted && user != by && user.json.path("email").equals(email));
    }

    private static ObjectNode newOrder(User user, ObjectNode request, JsonNode actual) {
        ObjectNode order = request.deepCopy();
        order.set("order_id", actual.path("order_id"));
        order.set("number", actual.path("number"));
        order.put("user_id", user.id())
                .put("tax_included", request.path("tax_included").asBoolean());
        order.withObject("/metadata");
        Pricing.addTo(order);
        order.putArray("shipments");
        order.putArray("timeline");
        return withStep(timed(order, actual.path("created_at"), actual.path("created_at"), 1), "pending", Caller.STAFF);
    }

    private static ObjectNode changed(ObjectNode order, ObjectNode patch, Caller caller) {
        patch.path("metadata").forEachEntry((key, value) -> {
            if (value.isNull()) {
                order.withObject("/metadata").remove(key);
            } else {
                order.withObject("/metadata").set(key, value);
            }
        });
        if (patch.has("status")) {
            withStep(order, patch.path("status").asText(), caller);
        }
        if (patch.has("reason")) {
            JsonNode timeline = order.path("timeline");
            ((ObjectNode) timeline.path(timeline.size() - 1)).set("reason", patch.path("reason"));
        }
        if (patch.has("payment")) {
            ObjectNode payment = patch.path("payment").deepCopy();
            order.set("payment", payment.<ObjectNode>set("paid_at", order.path("updated_at")));
        }
        if (patch.has("shipment")) {
            Shipments.add(order, patch.path("shipment"));
        }
        return order;
    }

    private static ObjectNode withStep(ObjectNode order, String status, Caller caller) {
        ObjectNode step = order.withArray("/timeline").addObject().put("status", status);
        step.set("at", order.path("updated_at"));
        step.set("version", order.path("version"));
        step.put("by", caller == Caller.STAFF ? "staff" : "customer");
        return withStatus(order, status);
    }

    private static ObjectNode withStatus(ObjectNode order, String status) {
        return order.put("status", status).set("allowed_transitions", array(steps(status)));
    }

    /** Returns the next version of a resource. */
    private static ObjectNode next(ObjectNode before, JsonNode actual) {
        return timed(
                before.deepCopy(),
                before.path("created_at"),
                actual.path("updated_at"),
                before.path("version").intValue() + 1);
    }

    private static ObjectNode timed(ObjectNode resource, JsonNode createdAt, JsonNode updatedAt, int version) {
        resource.set("created_at", createdAt);
        resource.set("updated_at", updatedAt);
        return resource.put("version", version);
    }

    private static List<String> steps(String status) {
        return Orders.TRANSITIONS.getOrDefault(status, List.of());
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** How a request's {@code If-Match} relates to the current version. */
    enum Match {
        CURRENT,
        STALE,
        /** The version that a change of another client makes. */
        NEXT,
        ANY;

        String header(JsonNode resource) {
            int version = resource.path("version").intValue();
            return switch (this) {
                case CURRENT -> "\"" + version + "\"";
                case STALE -> "\"" + (version - 1) + "\"";
                case NEXT -> "\"" + (version + 1) + "\"";
                case ANY -> "*";
            };
        }
    }

    /** An order that does not exist. */
    Order noOrder() {
        User user = users.getFirst();
        return new Order(object().put("order_id", UUID.randomUUID().toString()).put("user_id", user.id()), user);
    }

    @Override
    public String toString() {
        return "users " + users + ", keys " + userKeys.keySet() + ", orders " + orders;
    }
}
