package io.ordertable.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.calls.FaultTest;
import io.ordertable.model.Model.Caller;
import io.ordertable.model.Model.Match;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

/**
 * Whatever clients do, and whatever fails meanwhile, the service answers and stores what the model does. A failure shows a short
 * sequence of requests that fails too, and the seed that generates the original one.
 */
@TestPropertySource(
        properties = {
            "ordertable.deadline=60s",
            "ordertable.dynamodb.call-timeout=20s",
            "ordertable.erasure.max-running=8",
            "ordertable.erasure.orders-per-second=10000",
            "ordertable.erasure.second-look=0s"
        })
class ModelIT extends FaultTest {

    private static final String ORDER = """
            {"currency": "EUR", "lines": [{"sku": "A-1", "name": "Tea", "quantity": 2, "unit_price": "9.99"}]}""";

    private static final String DETAILS = """
            {"shipping_address": {"name": "Ada", "lines": ["1 Main Street"], "city": "London", "country": "GB"},
             "contact": {"email": "ada@example.org"}, "note": "Please ring.", "metadata": {"cart": "c-1"}}""";

    /** Spring has an extension for Jupiter only. */
    @BeforeProperty
    void injectDependencies() throws Exception {
        new TestContextManager(getClass()).prepareTestInstance(this);
        startWell();
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void responsesAndStoredItemsAreThoseOfTheModel(@ForAll("sequences") List<Request> requests) {
        Shop shop = new Shop(api(), database, stored(), this::recover, object(ORDER));
        requests.forEach(request -> request.sending().accept(shop));
        shop.checkStored();
    }

    @Provide
    Arbitrary<List<Request>> sequences() {
        return Arbitraries.frequencyOf(
                        Tuple.of(1, userCreations()),
                        Tuple.of(2, userChanges()),
                        Tuple.of(1, userDeletions()),
                        Tuple.of(5, orderPlacements()),
                        Tuple.of(12, orderChanges()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(50)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** What a client sends. */
    private record Request(String description, Consumer<Shop> sending) {

        @Override
        public String toString() {
            return "\n" + description;
        }
    }

    private static Arbitrary<Request> userCreations() {
        return Combinators.combine(names(), mailboxes(), keys(), fates())
                .as((name, mailbox, key, fate) -> new Request(
                        "create user %s at %s with key %s: %s".formatted(name, mailbox, key, fate),
                        shop -> shop.createUser(name, mailbox, key, fate)));
    }

    private static Arbitrary<Request> userChanges() {
        return Combinators.combine(
                        numbers(), names().injectNull(0.5), mailboxes().injectNull(0.5), matches(), fates())
                .as((user, name, mailbox, match, fate) -> new Request(
                        "change user %d to %s at %s, if %s: %s".formatted(user, name, mailbox, match, fate),
                        shop -> shop.changeUser(user, name, mailbox, match, fate)));
    }

    private static Arbitrary<Request> userDeletions() {
        return Combinators.combine(numbers(), matches(), fates())
                .as((user, match, fate) -> new Request(
                        "delete user %d, if %s: %s".formatted(user, match, fate),
                        shop -> shop.deleteUser(user, match, fate)));
    }

    private static Arbitrary<Request> orderPlacements() {
        return Combinators.combine(numbers(), orders(), keys(), fates())
                .as((user, order, key, fate) -> new Request(
                        "place for user %d with key %s: %s: %s".formatted(user, key, order, fate),
                        shop -> shop.placeOrder(user, order, key, fate)));
    }

    private static Arbitrary<Request> orderChanges() {
        Arbitrary<Caller> callers = Arbitraries.frequency(
                Tuple.of(10, Caller.STAFF), Tuple.of(2, Caller.OWNER), Tuple.of(1, Caller.STRANGER));
        return Combinators.combine(numbers(), patches(), matches(), callers, Arbitraries.of(true, false), fates())
                .as((order, patch, match, caller, byUser, fate) -> new Request(
                        "%s changes order %d%s, if %s: %s: %s"
                                .formatted(caller, order, byUser ? " of its user" : "", match, patch, fate),
                        shop -> shop.changeOrder(order, patch, match, caller, byUser, fate)));
    }

    private static Arbitrary<ObjectNode> patches() {
        Arbitrary<String> statuses = Arbitraries.of("next", "next", "next", "next", "cancelled", "returned");
        Arbitrary<ObjectNode> steps = Combinators.combine(
                        statuses,
                        Arbitraries.of("{}", "{\"reason\": \"Because.\"}"),
                        shipments().injectNull(0.3))
                .as((status, reason, shipment) -> {
                    ObjectNode step = object(reason).put("status", status);
                    step.putObject("payment").put("reference", "pi_1");
                    return shipment == null ? step : step.set("shipment", shipment);
                });
        Arbitrary<ObjectNode> more = shipments().map(shipment -> object("{}").set("shipment", shipment));
        Arbitrary<ObjectNode> metadata = Arbitraries.of(
                        "{\"a\": \"1\"}", "{\"a\": null, \"b\": \"2\"}", "{\"cart\": null, \"c\": null}")
                .map(entries -> object("{\"metadata\": " + entries + "}"));
        Arbitrary<ObjectNode> both = Combinators.combine(steps, metadata)
                .as((step, entries) -> step.deepCopy().setAll(entries));
        return Arbitraries.frequencyOf(Tuple.of(6, steps), Tuple.of(2, more), Tuple.of(2, metadata), Tuple.of(1, both));
    }

    private static Arbitrary<ObjectNode> shipments() {
        Arbitrary<String> lines = Combinators.combine(Arbitraries.of(1, 2), Arbitraries.of(1, 2, 3))
                .as((line, quantity) -> "{\"lines\": [{\"line\": %d, \"quantity\": %d}]}".formatted(line, quantity));
        return Arbitraries.oneOf(Arbitraries.of("{}", "{\"tracking_number\": \"T-1\"}"), lines)
                .map(shipment -> object(shipment).put("carrier", "DHL"));
    }

    private static Arbitrary<ObjectNode> orders() {
        return Combinators.combine(
                        Arbitraries.of("EUR", "JPY", "KWD"),
                        Arbitraries.of("{}", "{\"tax_included\": true}"),
                        Arbitraries.of("{}", "{}", DETAILS),
                        lines().list().ofMinSize(1).ofMaxSize(2),
                        adjustments().list().ofMaxSize(2))
                .as((currency, tax, details, lines, adjustments) -> {
                    ObjectNode order = object(tax).put("currency", currency).setAll(object(details));
                    order.putArray("lines").addAll(lines);
                    if (!adjustments.isEmpty()) {
                        order.putArray("adjustments").addAll(adjustments);
                    }
                    return order;
                });
    }

    private static Arbitrary<ObjectNode> lines() {
        Arbitrary<Integer> prices = Arbitraries.integers().between(0, 2_000);
        return Combinators.combine(
                        Arbitraries.of("A-1", "B-2"),
                        Arbitraries.integers().between(1, 3),
                        prices,
                        prices.injectNull(0.7))
                .as((sku, quantity, price, discount) -> {
                    ObjectNode line = object("{\"name\": \"Tea\"}")
                            .put("sku", sku)
                            .put("quantity", quantity)
                            .put("unit_price", Integer.toString(price));
                    return discount == null ? line : line.put("discount", Integer.toString(Math.min(discount, price)));
                });
    }

    private static Arbitrary<ObjectNode> adjustments() {
        return Combinators.combine(
                        Arbitraries.of("shipping", "tax", "fee", "discount"),
                        Arbitraries.integers().between(1, 500))
                .as((type, amount) -> object("{\"label\": \"Something\"}")
                        .put("type", type)
                        .put("amount", Integer.toString(type.equals("discount") ? -amount : amount)));
    }

    /** Numbers of users and orders; those of a small sequence are small. */
    private static Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(0, 5).withoutEdgeCases();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("Ada", "Grace");
    }

    private static Arbitrary<String> mailboxes() {
        return Arbitraries.of("ada", "grace", "admin");
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.of("k1", "k2").injectNull(0.4);
    }

    private static Arbitrary<Match> matches() {
        return Arbitraries.frequency(Tuple.of(7, Match.CURRENT), Tuple.of(2, Match.STALE), Tuple.of(2, Match.ANY));
    }

    private static Arbitrary<Fate> fates() {
        return Arbitraries.frequencyOf(
                Tuple.of(16, Arbitraries.just(Fate.NO_FAULTS)),
                Tuple.of(16, Arbitraries.of(Fate.values()).filter(fate -> !fate.givesUp())),
                Tuple.of(6, Arbitraries.just(Fate.WRITE_LOST_AND_OVERTAKEN)),
                Tuple.of(1, Arbitraries.of(Fate.ALWAYS_THROTTLED, Fate.ALWAYS_LOST)));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
