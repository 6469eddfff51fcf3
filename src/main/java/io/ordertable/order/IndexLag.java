package io.ordertable.order;

import io.ordertable.calls.Deadline;
import io.ordertable.table.Uuid7;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Waits for an index to catch up with its table. An order whose id says that it was placed just now is looked up again before it
 * counts as missing. Older ids, and those without a time, are looked up once.
 */
@Component
class IndexLag {

    private static final int TIME_ORDERED = 7;
    private static final Duration YOUNG = Duration.ofSeconds(5);

    /** Indexes usually follow within tens of milliseconds. An invented id costs no more than these look-ups. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200));

    /** How many look-ups may wait at the same time, because invented ids can be as young as their inventor likes. */
    private final Semaphore waiting = new Semaphore(16);

    private final Clock clock;

    IndexLag(Clock clock) {
        this.clock = clock;
    }

    /** Returns what the look-up finds, now or shortly. */
    Optional<Order> await(UUID orderId, Supplier<Optional<Order>> lookUp) {
        Optional<Order> found = lookUp.get();
        if (found.isPresent() || !isYoung(orderId) || !waiting.tryAcquire()) {
            return found;
        }
        try {
            return lookUpAgain(lookUp);
        } finally {
            waiting.release();
        }
    }

    private static Optional<Order> lookUpAgain(Supplier<Optional<Order>> lookUp) {
        Optional<Order> found = Optional.empty();
        for (Duration pause : PAUSES) {
            if (found.isPresent() || !Deadline.pause(pause)) {
                break;
            }
            found = lookUp.get();
        }
        return found;
    }

    private boolean isYoung(UUID orderId) {
        return orderId.version() == TIME_ORDERED
                && Duration.between(Uuid7.timeOf(orderId), clock.instant())
                                .abs()
                                .compareTo(YOUNG)
                        < 0;
    }
}
