package io.ordertable.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.metrics.Measurement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts how many orders enter each status, and from which one. */
@Component
class OrderMetrics {

    private static final String NEW = "none";
    private static final String UNKNOWN = "unknown";

    private record Transition(String from, String to) {}

    private final MeterRegistry registry;
    private final Map<Transition, Counter> transitions = new ConcurrentHashMap<>();

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        transition(NEW, OrderStatus.PENDING);
        for (OrderStatus from : OrderStatus.values()) {
            from.allowedTransitions().forEach(to -> transition(from.code(), to));
        }
    }

    /** Counts new orders, of single requests and of imports. */
    void created(int orders) {
        Measurement.take(() -> transition(NEW, OrderStatus.PENDING).increment(orders));
    }

    /** Counts a change of status. The status before it is {@code null} if it is unknown. */
    void changed(@Nullable OrderStatus from, OrderStatus to) {
        Measurement.take(
                () -> transition(from == null ? UNKNOWN : from.code(), to).increment());
    }

    private Counter transition(String from, OrderStatus to) {
        return transitions.computeIfAbsent(
                new Transition(from, to.code()), transition -> Counter.builder("orders.transition")
                        .description("New orders, and changes of orders' status")
                        .tags("from", transition.from(), "to", transition.to())
                        .register(registry));
    }
}
