package io.ordertable.events;

import java.time.Instant;
import java.util.UUID;

/** The number by which people call an order, such as {@code 522Q-WFTK-JZ9}. The service computes the same from the order's id. */
final class OrderNumber {

    /** Without I, L, O and U. */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int DIGIT_BITS = 5;
    private static final int LENGTH = 10;

    /** Of the id's last bits, which follow the bits of the second in which the order was placed. */
    private static final int ID_BITS = 20;

    private static final long FIRST_SECOND =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();

    /** The polynomial x^5 + x^2 + 1, modulo which the check digit is computed. */
    private static final int POLYNOMIAL = 0b100101;

    private OrderNumber() {}

    /** Returns the number of the order with this id of version 7. */
    static String of(UUID orderId) {
        long second = Math.floorDiv(orderId.getMostSignificantBits() >>> 16, 1000) - FIRST_SECOND;
        long value = second << ID_BITS | orderId.getLeastSignificantBits() & (1L << ID_BITS) - 1;
        StringBuilder digits = new StringBuilder();
        int check = 0;
        for (int shift = (LENGTH - 1) * DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            int digit = (int) (value >>> shift) & DIGITS.length() - 1;
            digits.append(DIGITS.charAt(digit));
            check = timesX(check ^ digit);
        }
        digits.append(DIGITS.charAt(check));
        return digits.insert(8, '-').insert(4, '-').toString();
    }

    private static int timesX(int element) {
        int shifted = element << 1;
        return shifted < DIGITS.length() ? shifted : shifted ^ POLYNOMIAL;
    }
}
