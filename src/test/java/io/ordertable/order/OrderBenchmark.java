package io.ordertable.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.StepBenchmark;
import io.ordertable.security.Caller;
import io.ordertable.table.Cursor;
import io.ordertable.table.StatusShards;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.ResponseEntity;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What it takes to store an order with three lines, to read it, and to write it and a page of such orders as JSON. */
@State(Scope.Benchmark)
public class OrderBenchmark extends StepBenchmark {

    private static final int PAGE = OrderPageResponse.DEFAULT_LIMIT;

    private final StatusShards shards = new StatusShards(4, 4);
    private final UUID orderId = UUID.fromString("01a21902-24a2-7344-9149-cedcd4d767e8");
    private final UUID userId = UUID.fromString("01a21901-de0d-770a-8e90-dfeeda253519");
    private final Caller caller = new Caller(userId, true);

    private final OrderQuery query =
            new OrderQuery(IdRange.between(null, null, true), null, null, OrderFields.ALL, PAGE);

    private ObjectMapper mapper;
    private OrderRequest request;
    private Map<String, AttributeValue> item;
    private List<Map<String, AttributeValue>> items;
    private Order order;
    private List<Order> orders;

    @Setup
    public void create() {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .run(context -> mapper = context.getBean(ObjectMapper.class));
        List<OrderRequest.Line> lines = Stream.of(1, 2, 3)
                .map(i ->
                        new OrderRequest.Line("SKU-" + i, "A product with a name", i, "19.99", null, null, null, null))
                .toList();
        request = new OrderRequest("EUR", null, lines, null, null, null, null, null, null);
        item = store();
        items = Stream.generate(this::store).limit(PAGE).toList();
        order = read(item);
        orders = items.stream().map(OrderBenchmark::read).toList();
    }

    @Benchmark
    public Map<String, AttributeValue> store() {
        Order placed = request.toOrder(orderId, userId).placedBy(Actor.STAFF);
        return OrderItem.SCHEMA.itemToMap(OrderItem.storable(placed, shards), true);
    }

    @Benchmark
    public Object read() {
        return read(item);
    }

    @Benchmark
    public Object readPage() {
        return items.stream().map(OrderBenchmark::read).toList();
    }

    @Benchmark
    public byte[] respond() throws JsonProcessingException {
        return mapper.writeValueAsBytes(OrderResponse.from(order, caller));
    }

    @Benchmark
    public byte[] respondPage() throws JsonProcessingException {
        return mapper.writeValueAsBytes(pageOf(orders, null).getBody());
    }

    /** The page is empty, so that only the link to the next one takes time. */
    @Benchmark
    public Object link() {
        return pageOf(List.of(), new Cursor(orderId));
    }

    @Benchmark
    public Object noLink() {
        return pageOf(List.of(), null);
    }

    private ResponseEntity<OrderPageResponse> pageOf(List<Order> some, @Nullable Cursor next) {
        return OrderPageResponse.of(
                new OrderPage(some, next),
                query.fields().responses(caller, mapper),
                UserOrderController.uriOf(userId, query, null, null, SortOrder.DESC));
    }

    private static Order read(Map<String, AttributeValue> stored) {
        return OrderItem.SCHEMA.mapToItem(stored).toOrder();
    }
}
