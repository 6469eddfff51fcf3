package io.ordertable.metrics.capacity;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Consumption;
import io.ordertable.metrics.ConsumptionListener;
import io.ordertable.metrics.SlidingWindow;
import io.ordertable.metrics.Target;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What this instance consumed of late. */
@Component
class Traffic implements ConsumptionListener, Demands {

    private static final int SLICES = 60;

    private final SlidingWindow<Units> window;

    @Autowired
    Traffic(CapacityProperties properties) {
        this(properties.window(), System::nanoTime);
    }

    Traffic(Duration length, LongSupplier nanoTime) {
        this.window = new SlidingWindow<>(length, SLICES, Units::new, nanoTime);
    }

    private static final class Units {

        private final double[][] consumed = new double[Target.values().length][CapacityKind.values().length];

        void add(Consumption.Share share) {
            consumed[share.target().ordinal()][share.kind().ordinal()] += share.units();
        }

        double of(Target target, CapacityKind kind) {
            return consumed[target.ordinal()][kind.ordinal()];
        }
    }

    @Override
    public void consumed(Consumption consumption) {
        window.observe(units -> consumption.shares().forEach(units::add));
    }

    /** The average over the time covered, and the busiest sixtieth of the window. */
    @Override
    public Demand of(Target target, CapacityKind kind) {
        double[] units = window.read(slices ->
                slices.stream().mapToDouble(slice -> slice.of(target, kind)).toArray());
        double sum = 0;
        double most = 0;
        for (double slice : units) {
            sum += slice;
            most = Math.max(most, slice);
        }
        double average = sum / Math.max(seconds(window.covered()), seconds(window.slice()));
        return new Demand(average, Math.max(average, most / seconds(window.slice())));
    }

    /** How much time it covers. */
    Duration covered() {
        return window.covered();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
