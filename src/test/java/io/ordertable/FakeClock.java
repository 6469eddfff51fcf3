package io.ordertable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that can be moved, in either direction. */
public final class FakeClock extends Clock {

    private final Clock base;
    private volatile Duration offset = Duration.ZERO;

    /** A clock that stands still until it is moved. */
    public FakeClock(Instant now) {
        this(fixed(now, ZoneOffset.UTC));
    }

    /** A clock that runs like another one, also after it was moved. */
    public FakeClock(Clock base) {
        this.base = base;
    }

    /** Moves the clock, back if the step is negative. */
    public void move(Duration step) {
        offset = offset.plus(step);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return offset(base.withZone(zone), offset);
    }
}
