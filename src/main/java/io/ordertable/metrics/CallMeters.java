package io.ordertable.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The meters of DynamoDB calls. Each is looked up in the registry once. */
@Component
class CallMeters {

    private record Request(String operation, Target target, Outcome outcome) {}

    private record Throttle(String operation, Target target, String reason) {}

    private record Capacity(String operation, Target target, CapacityKind kind) {}

    private static final List<String> TABLE_READS = List.of("GetItem", "BatchGetItem", "Query");
    private static final List<String> WRITES = List.of("PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems");

    private final MeterRegistry registry;
    private final Map<Request, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Throttle, Counter> throttles = new ConcurrentHashMap<>();
    private final Map<Capacity, Counter> capacities = new ConcurrentHashMap<>();

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
        TABLE_READS.forEach(read -> start(read, Target.TABLE, CapacityKind.READ));
        start("Query", Target.GSI1, CapacityKind.READ);
        start("Query", Target.GSI2, CapacityKind.READ);
        WRITES.forEach(write -> start(write, Target.TABLE, CapacityKind.WRITE));
    }

    /** From the start, so that they begin at zero: what the repositories do all the time. */
    private void start(String operation, Target target, CapacityKind kind) {
        request(operation, target, Outcome.SUCCESS);
        capacity(operation, target, kind);
    }

    /** Times attempts. */
    Timer request(String operation, Target target, Outcome outcome) {
        return cached(requests, new Request(operation, target, outcome), key -> Timer.builder("dynamodb.request")
                .description("Attempts of calls to DynamoDB")
                .tags("operation", operation, "target", target.tag(), "outcome", outcome.tag())
                .register(registry));
    }

    /** Counts reasons for throttling. */
    Counter throttle(String operation, Target target, String reason) {
        return cached(throttles, new Throttle(operation, target, reason), key -> Counter.builder("dynamodb.throttle")
                .description("Throttled attempts and partly throttled batches, by what had no capacity left")
                .tags("operation", operation, "target", target.tag(), "reason", reason)
                .register(registry));
    }

    /** Counts capacity units. */
    Counter capacity(String operation, Target target, CapacityKind kind) {
        return cached(
                capacities, new Capacity(operation, target, kind), key -> Counter.builder("dynamodb.capacity.consumed")
                        .description("Capacity units that successful calls consumed")
                        .tags("operation", operation, "target", target.tag(), "kind", kind.tag())
                        .register(registry));
    }

    /** Looks first: a map locks even to find that there is nothing to compute. */
    private static <K, M> M cached(Map<K, M> meters, K key, Function<K, M> registration) {
        M meter = meters.get(key);
        return meter == null ? meters.computeIfAbsent(key, registration) : meter;
    }
}
