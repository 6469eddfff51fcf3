package io.ordertable.metrics.hotkeys;

import io.ordertable.metrics.Consumption;
import io.ordertable.metrics.ConsumptionListener;
import io.ordertable.metrics.PartitionKeys;
import io.ordertable.metrics.SlidingWindow;
import io.ordertable.metrics.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Keeps, for the table and each index, a window of sketches of what the partition keys consumed. */
@Component
class HotKeys implements ConsumptionListener {

    private final Map<Target, SlidingWindow<KeySketch>> windows = new EnumMap<>(Target.class);
    private final int counters;

    @Autowired
    HotKeys(HotKeysProperties properties) {
        this(properties, System::nanoTime);
    }

    HotKeys(HotKeysProperties properties, LongSupplier nanoTime) {
        this.counters = properties.counters();
        for (Target target : Target.values()) {
            windows.put(
                    target,
                    new SlidingWindow<>(
                            properties.window(), properties.slices(), () -> new KeySketch(counters), nanoTime));
        }
    }

    /** What is consumed by a call of several items counts for each to equal parts. */
    @Override
    public void consumed(Consumption consumption) {
        for (Consumption.Share share : consumption.shares()) {
            List<String> keys = PartitionKeys.of(consumption.request(), consumption.response(), share.target());
            if (!keys.isEmpty()) {
                double each = share.units() / keys.size();
                window(share.target()).observe(sketch -> keys.forEach(key -> sketch.add(key, each)));
            }
        }
    }

    /** All slices of the window in one sketch. */
    KeySketch of(Target target) {
        return window(target).read(slices -> {
            KeySketch whole = new KeySketch(counters);
            slices.forEach(whole::merge);
            return whole;
        });
    }

    private SlidingWindow<KeySketch> window(Target target) {
        return Objects.requireNonNull(windows.get(target));
    }
}
