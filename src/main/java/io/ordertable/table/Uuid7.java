package io.ordertable.table;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import com.fasterxml.uuid.impl.UUIDUtil;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then version, variant and randomness, so that
 * the ids' text sorts by the time they were made.
 */
public final class Uuid7 {

    private static final int TIMESTAMP_SHIFT = 16;
    private static final long LAST_MILLISECOND = (1L << 48) - 1;

    private final TimeBasedEpochGenerator generator = new TimeBasedEpochGenerator(new SecureRandom());
    private final Clock clock;
    private long lastMillis;

    /** Makes ids by the given clock, each greater than the one before. */
    public Uuid7(Clock clock) {
        this.clock = clock;
    }

    /** A new id. While the clock is behind an earlier reading, that reading stays the time (RFC 9562, section 6.2). */
    public synchronized UUID next() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return generator.construct(lastMillis);
    }

    /** When an id of version 7 was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(UUIDUtil.extractTimestamp(id));
    }

    /** The least value that an id can have whose {@link #timeOf time} is not before the instant. */
    public static UUID firstAt(Instant instant) {
        long millis = clampedMillis(instant);
        boolean before = Instant.ofEpochMilli(millis).isBefore(instant) && millis < LAST_MILLISECOND;
        return new UUID((before ? millis + 1 : millis) << TIMESTAMP_SHIFT, 0);
    }

    /** The greatest value that an id can have whose {@link #timeOf time} is not after the instant. */
    public static UUID lastAt(Instant instant) {
        return new UUID(clampedMillis(instant) << TIMESTAMP_SHIFT | 0xFFFF, -1L);
    }

    /** The value just after this one in the order of their texts. */
    public static UUID after(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    /** The value just before this one in the order of their texts. */
    public static UUID before(UUID id) {
        long low = id.getLeastSignificantBits();
        return new UUID(id.getMostSignificantBits() - (low == 0 ? 1 : 0), low - 1);
    }

    private static long clampedMillis(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            return 0;
        }
        if (instant.isAfter(Instant.ofEpochMilli(LAST_MILLISECOND))) {
            return LAST_MILLISECOND;
        }
        return instant.toEpochMilli();
    }
}
