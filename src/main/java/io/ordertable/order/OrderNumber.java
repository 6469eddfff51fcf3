package io.ordertable.order;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * The number by which people call an order: ten digits of Crockford's base 32 and a check digit, such as {@code 522Q-WFTK-JZ9}. It
 * follows from the order's id and is not stored. Two orders that a user places within a second have the same number once in a
 * million; orders of the same millisecond never do.
 *
 * @param value the second in which the order was placed, in {@value #SECOND_BITS} bits, and the last {@value #ID_BITS} bits of its id
 */
record OrderNumber(long value) {

    private static final int SECOND_BITS = 30;
    private static final int ID_BITS = 20;

    /** The first second; with 30 bits, the last is in January 2054. */
    private static final long FIRST_SECOND =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    /** Without I, L, O and U. */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int DIGIT_BITS = 5;
    private static final int LENGTH = (SECOND_BITS + ID_BITS) / DIGIT_BITS;

    /** The polynomial x^5 + x^2 + 1, of which x is a primitive element. */
    private static final int POLYNOMIAL = 0b100101;

    /** Returns the number of an order. */
    static OrderNumber of(UUID orderId) {
        long second = Uuid7.timeOf(orderId).getEpochSecond() - FIRST_SECOND;
        return new OrderNumber(
                lowBits(second, SECOND_BITS) << ID_BITS | lowBits(orderId.getLeastSignificantBits(), ID_BITS));
    }

    /**
     * Reads a number as people write it: in upper or lower case, with or without hyphens and spaces, with I or L for 1 and O for 0.
     *
     * @throws ServiceException if the text has a typing error
     */
    static OrderNumber parse(String text) {
        String digits = text.toUpperCase(Locale.ROOT)
                .replaceAll("[- ]", "")
                .replaceAll("[IL]", "1")
                .replace('O', '0');
        OrderNumber number = new OrderNumber(digits.chars()
                .limit(LENGTH)
                .mapToLong(DIGITS::indexOf)
                .reduce(0, (value, digit) -> value << DIGIT_BITS | digit));
        // Also differs if there are other characters, or too few or too many.
        if (!number.digits().equals(digits)) {
            throw CommonError.invalidParameter(
                    "number", "has a typing error: it is not the number of an order, such as 522Q-WFTK-JZ9");
        }
        return number;
    }

    /** Returns the ids of all orders that were placed in the number's second. */
    IdRange ids() {
        Instant second = Instant.ofEpochSecond(FIRST_SECOND + (value >>> ID_BITS));
        return IdRange.between(second, second.plusMillis(999), true);
    }

    /** Returns the hexadecimal digits at the end of the order's id. */
    String endOfId() {
        return HexFormat.of().toHexDigits(lowBits(value, ID_BITS), ID_BITS / 4);
    }

    /** Returns the digits in groups, as people read them out. */
    @Override
    public String toString() {
        return new StringBuilder(digits()).insert(8, '-').insert(4, '-').toString();
    }

    /**
     * Returns the digits and the check digit. It is a sum in GF(32) in which each position has a weight of its own, so it detects a
     * wrong digit and two that are swapped, wherever they are.
     */
    private String digits() {
        StringBuilder digits = new StringBuilder(LENGTH + 1);
        int check = 0;
        for (int shift = (LENGTH - 1) * DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            int digit = (int) lowBits(value >>> shift, DIGIT_BITS);
            digits.append(DIGITS.charAt(digit));
            check = timesX(check ^ digit);
        }
        return digits.append(DIGITS.charAt(check)).toString();
    }

    private static int timesX(int element) {
        int shifted = element << 1;
        return shifted < DIGITS.length() ? shifted : shifted ^ POLYNOMIAL;
    }

    private static long lowBits(long bits, int count) {
        return bits & (1L << count) - 1;
    }
}
