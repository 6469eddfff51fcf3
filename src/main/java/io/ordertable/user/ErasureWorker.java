package io.ordertable.user;

import io.ordertable.calls.Deadline;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.Keys;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Erases deleted users' data from orders in the background. The instance that deletes a user begins at once; if it does not finish,
 * another one continues when the lease is over.
 */
@Component
class ErasureWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureWorker.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final ErasureService erasures;
    private final ErasureProperties properties;
    private final Clock clock;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("erasures").factory());
    private volatile boolean running;

    ErasureWorker(ErasureService erasures, ErasureProperties properties, Clock clock) {
        this.erasures = erasures;
        this.properties = properties;
        this.clock = clock;
        this.places = new Semaphore(properties.maxRunning());
    }

    /** Returns whether this instance can begin with another erasure now. */
    boolean hasPlace() {
        return running && places.availablePermits() > 0;
    }

    /** Begins with an erasure that this instance has leased. If it has no place meanwhile, others continue. */
    void begin(Erasure erasure) {
        if (running && places.tryAcquire()) {
            workInBackground(erasure);
        }
    }

    private void resume(UUID userId) {
        if (running && places.tryAcquire()) {
            Optional<Erasure> taken = Optional.empty();
            try {
                taken = erasures.take(userId);
            } finally {
                taken.ifPresentOrElse(this::workInBackground, places::release);
            }
        }
    }

    private void workInBackground(Erasure erasure) {
        Thread.ofVirtual().name("erasure").start(() -> {
            try {
                work(erasure);
            } catch (RuntimeException e) {
                log.warn("{} is continued later: {}", describe(erasure), e.toString());
            } finally {
                places.release();
            }
        });
    }

    /** Works on an erasure until it has finished or has to wait, another instance has leased it, or this one stops. */
    private void work(Erasure leased) {
        Erasure erasure = leased;
        while (running) {
            Optional<Erasure> advanced = erasures.advance(erasure);
            if (advanced.isEmpty()) {
                return;
            }
            Erasure next = advanced.get();
            if (next.finishedAt() != null) {
                log.info("{} has finished: {} of {} orders", describe(next), next.ordersErased(), next.ordersChecked());
                return;
            }
            if (next.secondLook() && !erasure.secondLook()) {
                schedule(() -> resume(next.userId()), Duration.between(clock.instant(), next.leasedUntil()));
                return;
            }
            Deadline.pause(Duration.ofSeconds(next.ordersChecked() - erasure.ordersChecked())
                    .dividedBy(properties.ordersPerSecond()));
            erasure = next;
        }
        erasures.release(erasure);
    }

    private void schedule(Runnable task, Duration delay) {
        if (running) {
            // Not a part of a millisecond too early.
            timer.schedule(logged(task), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Logs a failure, after which a repeated task would not be run again. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.warn("No erasure is continued now: {}", e.toString());
            }
        };
    }

    @Override
    public void start() {
        running = properties.maxRunning() > 0;
        if (running) {
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            timer.scheduleWithFixedDelay(
                    logged(() -> erasures.running().forEach(this::resume)),
                    properties.interval().toMillis(),
                    properties.interval().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for the pages that are being erased, so that other instances can continue at once. */
    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!places.tryAcquire(properties.maxRunning(), LONGEST_STOP.toNanos(), TimeUnit.NANOSECONDS)) {
                log.info("An erasure did not stop in time; another instance continues when its lease is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static String describe(Erasure erasure) {
        return "The erasure of " + HashedKey.of(Keys.user(erasure.userId()));
    }
}
