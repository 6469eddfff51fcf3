package io.ordertable.user;

import java.nio.BufferUnderflowException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decodes the ASCII form of international domain labels (RFC 3492). {@link java.net.IDN} follows the rules of 2003: it does not
 * decode labels with a ß, and some that are written from right to left.
 */
final class Punycode {

    private static final int BASE = 36;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_CODE_POINT = 128;

    private Punycode() {}

    /** Returns the Unicode form of a label that is given in lower case and without its {@code xn--}; empty if it is malformed. */
    static Optional<String> decode(String label) {
        int delimiter = label.lastIndexOf('-');
        List<Integer> codePoints = label.substring(0, Math.max(delimiter, 0))
                .codePoints()
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        try {
            insert(CharBuffer.wrap(label.substring(delimiter + 1)), codePoints);
            return Optional.of(codePoints.stream().map(Character::toString).collect(Collectors.joining()));
        } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Inserts the code points that are not ASCII, in ascending order: each by how far it and its place are from the last one. */
    private static void insert(CharBuffer digits, List<Integer> codePoints) {
        int codePoint = INITIAL_CODE_POINT;
        int place = 0;
        int bias = INITIAL_BIAS;
        while (digits.hasRemaining()) {
            int distance = number(digits, bias);
            int length = codePoints.size() + 1;
            bias = adapt(distance, length, codePoint == INITIAL_CODE_POINT && place == 0);
            int state = Math.addExact(place, distance);
            codePoint = Math.addExact(codePoint, state / length);
            codePoints.add(state % length, codePoint);
            place = state % length + 1;
        }
    }

    /** Reads a number of variable length: its last digit is the first below a threshold. */
    private static int number(CharBuffer digits, int bias) {
        int number = 0;
        int weight = 1;
        for (int position = BASE; ; position += BASE) {
            int digit = digit(digits.get());
            number = Math.addExact(number, Math.multiplyExact(digit, weight));
            int threshold = Math.clamp(position - bias, 1, 26);
            if (digit < threshold) {
                return number;
            }
            weight = Math.multiplyExact(weight, BASE - threshold);
        }
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 26;
        }
        throw new IllegalArgumentException("no digit");
    }

    private static int adapt(int distance, int length, boolean first) {
        int delta = first ? distance / 700 : distance / 2;
        delta += delta / length;
        int bias = 0;
        while (delta > 455) {
            delta /= BASE - 1;
            bias += BASE;
        }
        return bias + BASE * delta / (delta + 38);
    }
}
