package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

class CallMetricsIT extends MeteredTest {

    @Autowired
    private MeterRegistry registry;

    @Value("${ordertable.capacity.prices.on-demand-read-million}")
    private BigDecimal reads;

    @Value("${ordertable.capacity.prices.on-demand-write-million}")
    private BigDecimal writes;

    /** Uses an import, because DynamoDB Local counts the units of transactions differently. */
    @Test
    void capacityIsCountedInUnitsForTheTableAndEachIndex() {
        String user = workload.user();
        double table = units("BatchWriteItem", "table", "write");
        double byId = units("BatchWriteItem", "gsi1", "write");
        double byStatus = units("BatchWriteItem", "gsi2", "write");
        workload.importOrders(user, 3);
        assertThat(units("BatchWriteItem", "table", "write") - table).isEqualTo(3);
        assertThat(units("BatchWriteItem", "gsi1", "write") - byId).isEqualTo(3);
        assertThat(units("BatchWriteItem", "gsi2", "write") - byStatus).isEqualTo(3);

        String order = workload.order(user);
        double reads = units("GetItem", "table", "read");
        api().get(order);
        api().get(order + "?consistent=false");
        assertThat(units("GetItem", "table", "read") - reads).isEqualTo(1.5);
    }

    @Test
    void everyKindOfCallReportsItsCapacity() {
        workload.mixed();

        assertThat(registry.find("dynamodb.request").tag("outcome", "success").timers())
                .filteredOn(timer -> timer.getId().getTag("operation").matches(".*(Item|Items|Query)"))
                .hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy(timer -> assertThat(timer.count()).isPositive())
                .allSatisfy(timer -> assertThat(registry.find("dynamodb.capacity.consumed")
                                .tag("operation", timer.getId().getTag("operation"))
                                .tag("target", timer.getId().getTag("target"))
                                .counters())
                        .anySatisfy(counter -> assertThat(counter.count()).isPositive()));
    }

    @Test
    void aCallIsTimedByOperationTargetAndOutcome() {
        String order = workload.order(workload.user());
        String id = order.substring(order.lastIndexOf('/'));
        long gets = calls("GetItem", "table", "success");
        long queries = calls("Query", "gsi1", "success");
        long updates = calls("UpdateItem", "table", "success");
        long conflicts = calls("UpdateItem", "table", "conflict");

        api().get(order);
        api().get("/v1/orders" + id);
        workload.pay(order);
        api().patch(order, "{\"status\": \"shipped\"}", "If-Match", "\"1\"");

        assertThat(calls("GetItem", "table", "success") - gets).isEqualTo(1);
        assertThat(calls("Query", "gsi1", "success") - queries).isPositive();
        assertThat(calls("UpdateItem", "table", "success") - updates).isEqualTo(1);
        assertThat(calls("UpdateItem", "table", "conflict") - conflicts).isEqualTo(1);
        assertThat(search("dynamodb.request", "GetItem", "table")
                        .tag("outcome", "success")
                        .timer()
                        .takeSnapshot()
                        .percentileValues())
                .extracting(value -> value.percentile())
                .containsExactly(0.5, 0.95, 0.99);
    }

    @Test
    void eachThrottledAttemptIsCountedWithDynamoDbsReason() {
        String order = workload.order(workload.user());
        long throttled = calls("GetItem", "table", "throttled");
        double before = throttles("TableReadKeyRangeThroughputExceeded");

        faults.throttle(2, "TableReadKeyRangeThroughputExceeded");
        assertThat(api().get(order).status()).isEqualTo(200);

        assertThat(calls("GetItem", "table", "throttled") - throttled).isEqualTo(2);
        assertThat(throttles("TableReadKeyRangeThroughputExceeded") - before).isEqualTo(2);
    }

    @Test
    void aCallThatTimesOutIsCountedToo() {
        String order = workload.order(workload.user());
        long lost = calls("GetItem", "table", "io_error");

        faults.stall();
        assertThat(api().get(order).status()).isEqualTo(200);

        assertThat(calls("GetItem", "table", "io_error") - lost).isEqualTo(1);
    }

    @Test
    void dashboardsLearnTheConfiguredPrices() {
        assertThat(price("read")).isEqualTo(reads.doubleValue());
        assertThat(price("write")).isEqualTo(writes.doubleValue());
    }

    @Test
    void ordersAndChangesOfTheirStatusAreCounted() {
        double created = transitions("none", "pending");
        double paid = transitions("pending", "paid");

        String user = workload.user();
        workload.pay(workload.order(user));
        workload.importOrders(user, 2);

        assertThat(transitions("none", "pending") - created).isEqualTo(3);
        assertThat(transitions("pending", "paid") - paid).isEqualTo(1);
    }

    private double price(String kind) {
        return registry.get("dynamodb.capacity.price").tag("kind", kind).gauge().value();
    }

    private double transitions(String from, String to) {
        return registry.counter("orders.transition", "from", from, "to", to).count();
    }

    private long calls(String operation, String target, String outcome) {
        Timer timer = search("dynamodb.request", operation, target)
                .tag("outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private double throttles(String reason) {
        var counter = search("dynamodb.throttle", "GetItem", "table")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private double units(String operation, String target, String kind) {
        var counter = search("dynamodb.capacity.consumed", operation, target)
                .tag("kind", kind)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private Search search(String meter, String operation, String target) {
        return registry.find(meter).tag("operation", operation).tag("target", target);
    }
}
