package io.ordertable.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.metrics.Measurement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts orders and changes of their status. */
@Component
class OrderMetrics {

    private record Transition(String from, String to) {}

    private final MeterRegistry registry;
    private final Counter created;
    private final Map<Transition, Counter> transitions = new ConcurrentHashMap<>();

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.created = Counter.builder("orders.created")
                .description("Orders stored, by single requests and by imports")
                .register(registry);
        for (OrderStatus from : OrderStatus.values()) {
            from.allowedTransitions().forEach(to -> transition(from, to));
        }
    }

    /** Counts new orders. */
    void created(int orders) {
        Measurement.take(() -> created.increment(orders));
    }

    /** Counts a change of status. The status before it is {@code null} if it is unknown. */
    void changed(@Nullable OrderStatus from, OrderStatus to) {
        Measurement.take(() -> transition(from, to).increment());
    }

    private Counter transition(@Nullable OrderStatus from, OrderStatus to) {
        return transitions.computeIfAbsent(
                new Transition(from == null ? "unknown" : from.code(), to.code()),
                transition -> Counter.builder("orders.transition")
                        .description("Changes of orders' status")
                        .tags("from", transition.from(), "to", transition.to())
                        .register(registry));
    }
}
