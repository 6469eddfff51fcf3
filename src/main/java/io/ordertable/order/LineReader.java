package io.ordertable.order;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads a stream line by line. Holds at most one line of the longest accepted size. */
class LineReader {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int maxLength;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long number;

    LineReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /** Returns the next line without its end, {@code \n} or {@code \r\n}; empty after the last one. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int newline = indexOfNewline();
            length += newline - position;
            // One byte more, which may be the carriage return before the newline.
            if (length <= maxLength + 1L) {
                line.write(buffer, position, newline - position);
            }
            ended = newline < end;
            position = ended ? newline + 1 : newline;
        }
        if (!ended && length == 0) {
            return Optional.empty();
        }
        return Optional.of(line(line.toByteArray(), length, ended));
    }

    /** Returns whether reading the next line would block. */
    boolean wouldWait() throws IOException {
        return in.available() == 0 && indexOfNewline() == end;
    }

    private Line line(byte[] bytes, long length, boolean ended) {
        boolean whole = bytes.length == length;
        boolean carriageReturn = whole && ended && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        byte[] content = carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        number++;
        return new Line(number, content, !whole || content.length > maxLength);
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer));
        }
        return end > 0;
    }

    private int indexOfNewline() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return end;
    }

    /**
     * A line.
     *
     * @param number counts from 1
     * @param bytes the content; incomplete if the line is too long
     * @param tooLong whether it is longer than accepted
     */
    record Line(long number, byte[] bytes, boolean tooLong) {

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }
}
