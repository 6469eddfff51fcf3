package io.ordertable.expert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Publishes the configured prices, so that a dashboard can show what the consumed capacity costs. */
@Component
class PriceMeters implements MeterBinder {

    private final CapacityProperties.Prices prices;

    PriceMeters(CapacityProperties properties) {
        prices = properties.prices();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        register(registry, "read", prices.onDemandReadMillion());
        register(registry, "write", prices.onDemandWriteMillion());
    }

    private static void register(MeterRegistry registry, String kind, BigDecimal price) {
        Gauge.builder("dynamodb.capacity.price", () -> price)
                .description("USD for a million capacity units on demand, as configured")
                .tag("kind", kind)
                .register(registry);
    }
}
