package io.ordertable.user;

import io.ordertable.calls.Deadline;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.Keys;
import io.ordertable.user.PersonalData.ErasedPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * Erases deleted users' data from orders in the background. The instance that deletes a user begins at once; if it does not finish,
 * another one continues when the lease is over. Whoever works on an erasure may lose it at any time, because repeating a page does
 * no harm.
 */
@Service
class ErasureWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureWorker.class);

    private static final int PAGE = 25;

    /** An import may have read an order, which gives it its id, this long before it stores it. */
    private static final Duration IMPORT_DELAY = Duration.ofMinutes(10);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final ErasureRepository erasures;
    private final UserRepository users;
    private final PersonalData data;
    private final ErasureProperties properties;
    private final Clock clock;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("erasures").factory());
    private volatile boolean running;

    ErasureWorker(
            ErasureRepository erasures,
            UserRepository users,
            PersonalData data,
            ErasureProperties properties,
            Clock clock) {
        this.erasures = erasures;
        this.users = users;
        this.data = data;
        this.properties = properties;
        this.clock = clock;
        this.places = new Semaphore(properties.maxRunning());
    }

    /** Returns the erasure of a user who is deleted now. If this instance works on as many as it may, others may have it at once. */
    Erasure newErasure(UUID userId) {
        boolean free = running && places.availablePermits() > 0;
        return Erasure.start(userId, now(), free ? leaseEnd() : now());
    }

    /** Begins with a new erasure once it is stored. */
    void begin(Erasure erasure) {
        if (running && places.tryAcquire()) {
            workInBackground(erasure);
        }
    }

    private void resume(UUID userId) {
        if (running && places.tryAcquire()) {
            Optional<Erasure> taken = Optional.empty();
            try {
                taken = Deadline.within(pageLimit(), () -> take(userId));
            } finally {
                taken.ifPresentOrElse(this::workInBackground, places::release);
            }
        }
    }

    private Optional<Erasure> take(UUID userId) {
        return erasures.find(userId)
                .filter(erasure -> erasure.isAbandoned(now()))
                .flatMap(erasure -> store(erasure.takenUntil(leaseEnd()), erasure.lease()));
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

    /** Erases page by page until it is done, another instance has taken the lease, or this one stops. */
    private void work(Erasure leased) {
        Optional<Erasure> current = Optional.of(leased);
        while (current.isPresent() && running) {
            Erasure erasure = current.get();
            ErasedPage page = Deadline.within(pageLimit(), () -> erase(erasure));
            current = Deadline.within(pageLimit(), () -> store(after(erasure, page), erasure.lease()));
            if (page.next() == null) {
                current.ifPresent(this::end);
                return;
            }
            Deadline.pause(Duration.ofSeconds(page.checked()).dividedBy(properties.ordersPerSecond()));
        }
        current.ifPresent(erasure -> store(erasure.leasedUntil(now()), erasure.lease()));
    }

    private ErasedPage erase(Erasure erasure) {
        UUID userId = erasure.userId();
        return data.eraseNext(
                userId, erasure.last(), PAGE, () -> users.findById(userId, true).map(User::createdAt));
    }

    private Erasure after(Erasure before, ErasedPage page) {
        Erasure erasure = before.after(page);
        Instant secondLook = erasure.startedAt().plus(properties.secondLook());
        if (page.next() != null) {
            return erasure.leasedUntil(leaseEnd());
        }
        return erasure.secondLook() || !now().isBefore(secondLook)
                ? erasure.finish(now())
                : erasure.lookAgain(erasure.startedAt().minus(IMPORT_DELAY), secondLook);
    }

    private Optional<Erasure> store(Erasure erasure, @Nullable UUID lease) {
        return Optional.of(erasure).filter(next -> erasures.replace(next, lease));
    }

    private void end(Erasure erasure) {
        if (erasure.finishedAt() == null) {
            schedule(() -> resume(erasure.userId()), Duration.between(now(), erasure.leasedUntil()));
        } else {
            log.info(
                    "{} has finished: {} of {} orders",
                    describe(erasure),
                    erasure.ordersErased(),
                    erasure.ordersChecked());
        }
    }

    /** Looks for erasures that other instances have left unfinished. */
    private void look() {
        Deadline.within(pageLimit(), erasures::running).forEach(this::resume);
    }

    private void schedule(Runnable task, Duration delay) {
        if (running) {
            timer.schedule(logged(task), delay.toMillis(), TimeUnit.MILLISECONDS);
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
                    logged(this::look),
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
                log.info("An erasure did not stop in time; it is continued when its lease is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Duration pageLimit() {
        return properties.lease().dividedBy(2);
    }

    private Instant leaseEnd() {
        return now().plus(properties.lease());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String describe(Erasure erasure) {
        return "The erasure of " + HashedKey.of(Keys.user(erasure.userId()));
    }
}
