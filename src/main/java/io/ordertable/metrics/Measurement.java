package io.ordertable.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Protects what is measured from failures of the measurement: a write that DynamoDB has carried out remains a success. */
public final class Measurement {

    private static final Logger log = LoggerFactory.getLogger(Measurement.class);
    private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);
    private static final AtomicLong nextLog = new AtomicLong(System.nanoTime());

    private Measurement() {}

    /** Runs a measurement. If it throws, the exception is logged, at most once a minute. */
    public static void take(Runnable measurement) {
        try {
            measurement.run();
        } catch (RuntimeException e) {
            long next = nextLog.get();
            long now = System.nanoTime();
            if (now - next >= 0 && nextLog.compareAndSet(next, now + LOG_INTERVAL)) {
                log.warn("A measurement failed. What was measured is not affected", e);
            }
        }
    }
}
