package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudWatchMeterFilterTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void limitToSixMetrics() {
        registry.config().meterFilter(new CloudWatchMeterFilter(6));
    }

    @Test
    void aTimerIsFourMetricsAndACounterOne() {
        registry.timer("dynamodb.request", "operation", "GetItem", "target", "table", "outcome", "success");
        registry.counter("dynamodb.capacity.consumed", "kind", "read");
        registry.counter("dynamodb.capacity.consumed", "kind", "read");
        registry.counter("orders.transition", "to", "paid");
        registry.counter("orders.transition", "to", "shipped");

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("to"))
                .containsExactlyInAnyOrder(null, null, "paid");
    }

    @Test
    void metersBeyondTheLimitAreNotPublished() {
        registry.timer("dynamodb.request", "operation", "GetItem", "target", "table", "outcome", "success");
        registry.timer("dynamodb.request", "operation", "Query", "target", "table", "outcome", "success");
        registry.counter("orders.transition");

        assertThat(registry.find("dynamodb.request").timers()).hasSize(1);
        assertThat(registry.find("orders.transition").counter()).isNotNull();
    }

    @Test
    void metersThatAreNotListedAreNotPublished() {
        registry.counter("jvm.gc.something");
        registry.timer("http.client.requests");

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void tagsThatAreNotListedAreSummedOver() {
        registry.timer("http.server.requests", "uri", "/v1/users", "outcome", "SUCCESS", "service", "s")
                .record(Duration.ofMillis(1));
        registry.timer("http.server.requests", "uri", "/v1/orders", "outcome", "SUCCESS", "service", "s")
                .record(Duration.ofMillis(1));

        assertThat(registry.get("http.server.requests")
                        .tags("outcome", "SUCCESS", "service", "s")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.getMeters()).hasSize(1);
    }
}
