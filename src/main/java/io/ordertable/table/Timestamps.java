package io.ordertable.table;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as they are stored: ISO 8601 in UTC, always with three fraction digits, so that the texts sort as the times do. */
public final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /** Returns the time as {@link Instant#parse} reads it; {@link Instant#toString} leaves out zeros at the end. */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }
}
