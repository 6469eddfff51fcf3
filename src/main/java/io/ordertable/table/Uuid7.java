package io.ordertable.table;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.fasterxml.uuid.impl.UUIDUtil;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** UUIDs of version 7 (RFC 9562, section 5.7), which start with Unix milliseconds, so that texts sort by the time of creation. */
@Component
public final class Uuid7 {

    private static final int TIMESTAMP_SHIFT = 16;
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

    private final TimeBasedEpochGenerator generator = new TimeBasedEpochGenerator(new SecureRandom());
    private final Clock clock;
    private long lastMillis;

    /** Creates a generator that reads this clock. */
    public Uuid7(Clock clock) {
        this.clock = clock;
    }

    /** Returns an id that is greater than all before, even if the clock is set back (RFC 9562, section 6.2). */
    public synchronized UUID next() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return generator.construct(lastMillis);
    }

    /** Returns when an id of version 7 was created, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(UUIDUtil.extractTimestamp(id));
    }

    /** Returns the least id whose {@link #timeOf time} is not before the instant. */
    public static UUID firstAt(Instant instant) {
        return new UUID(clamped(instant).plusNanos(999_999).toEpochMilli() << TIMESTAMP_SHIFT, 0);
    }

    /** Returns the greatest id whose {@link #timeOf time} is not after the instant. */
    public static UUID lastAt(Instant instant) {
        return new UUID(clamped(instant).toEpochMilli() << TIMESTAMP_SHIFT | 0xFFFF, -1L);
    }

    /** Returns the value after this one in the order of texts. */
    public static UUID after(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    /** Returns the value before this one in the order of texts. */
    public static UUID before(UUID id) {
        long low = id.getLeastSignificantBits();
        return new UUID(id.getMostSignificantBits() - (low == 0 ? 1 : 0), low - 1);
    }

    private static Instant clamped(Instant instant) {
        return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LAST) ? LAST : instant;
    }
}
