package io.ordertable.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times in ISO 8601, always with milliseconds, so that texts sort as the times do; {@link Instant#toString} omits trailing zeros. */
public final class IsoTime {

    private static final DateTimeFormatter ANY_YEAR =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final String PATTERN = "0000-00-00T00:00:00.000Z";

    private IsoTime() {}

    /** Formats a time, without a {@link DateTimeFormatter}, which would cost several percent of a page of orders. */
    public static String format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            return ANY_YEAR.format(time);
        }
        char[] text = PATTERN.toCharArray();
        put(text, 3, utc.getYear());
        put(text, 6, utc.getMonthValue());
        put(text, 9, utc.getDayOfMonth());
        put(text, 12, utc.getHour());
        put(text, 15, utc.getMinute());
        put(text, 18, utc.getSecond());
        put(text, 22, utc.getNano() / 1_000_000);
        return new String(text);
    }

    /** Reads what {@link #format} returns, and any other instant in ISO 8601. */
    public static Instant parse(String text) {
        if (text.length() != PATTERN.length()) {
            return Instant.parse(text);
        }
        for (int i = 0; i < PATTERN.length(); i++) {
            char expected = PATTERN.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return Instant.parse(text);
            }
        }
        LocalDateTime utc = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                number(text, 20, 23) * 1_000_000);
        return utc.toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    /** Writes a number so that it ends at the position. */
    private static void put(char[] text, int end, int number) {
        for (int i = end, rest = number; rest > 0; i--, rest /= 10) {
            text[i] = (char) ('0' + rest % 10);
        }
    }
}
