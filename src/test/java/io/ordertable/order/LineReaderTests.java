package io.ordertable.order;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineReaderTests {

    @Property
    void linesAreTheSameHoweverTheInputIsCutIntoChunks(
            @ForAll @Size(max = 12) List<@From("chunks") String> chunks,
            @ForAll @IntRange(min = 1, max = 6) int maxLength)
            throws IOException {
        List<String> expected = lines(String.join("", chunks));

        List<LineReader.Line> read = readAll(new Chunks(chunks), maxLength);

        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
            LineReader.Line line = read.get(i);
            assertThat(line.number()).isEqualTo(i + 1);
            assertThat(line.tooLong()).isEqualTo(expected.get(i).length() > maxLength);
            if (!line.tooLong()) {
                assertThat(text(line)).isEqualTo(expected.get(i));
            }
        }
    }

    @Example
    void aLineEndsWithANewlineOrWithCarriageReturnAndNewline() throws IOException {
        assertThat(texts("a\nb\r\nc\n")).containsExactly("a", "b", "c");
        assertThat(texts("a\rb\r\r\n")).containsExactly("a\rb\r");
        assertThat(texts("\n\r\n")).containsExactly("", "");
    }

    @Example
    void theLastLineNeedsNoEnd() throws IOException {
        assertThat(texts("a\nb")).containsExactly("a", "b");
        assertThat(texts("a\r")).containsExactly("a\r");
        assertThat(texts("")).isEmpty();
    }

    @Example
    void aLineOfExactlyTheLongestSizeIsWholeWhateverItsEnd() throws IOException {
        for (String end : List.of("", "\n", "\r\n")) {
            LineReader.Line fits = readAll(input("12345" + end), 5).getFirst();
            assertThat(text(fits)).isEqualTo("12345");
            assertThat(fits.tooLong()).isFalse();
            assertThat(readAll(input("123456" + end), 5).getFirst().tooLong()).isTrue();
        }
    }

    @Example
    void aLineThatIsTooLongIsSkippedWithoutBeingHeld() throws IOException {
        int size = 32 * 1024 * 1024;
        LineReader lines = new LineReader(new SequenceInputStream(new Repeated('x', size), input("\nnext\n")), 1_000);

        LineReader.Line tooLong = lines.next().orElseThrow();
        assertThat(tooLong.tooLong()).isTrue();
        assertThat(tooLong.bytes().length).isLessThanOrEqualTo(1_001);
        assertThat(lines.next().map(LineReaderTests::text)).contains("next");
        assertThat(lines.next()).isEmpty();
    }

    @Example
    void afterTheLastLineThereIsNoneHoweverOftenOneAsks() throws IOException {
        LineReader lines = new LineReader(input("a"), 10);

        assertThat(lines.next()).isPresent();
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEmpty();
    }

    @Example
    void aLineThatHasNotArrivedWouldHaveToBeWaitedFor() throws IOException {
        LineReader lines = new LineReader(new Chunks(List.of("a\nb\n", "c\n")), 10);

        assertThat(lines.wouldWait()).isTrue();
        lines.next();
        assertThat(lines.wouldWait()).isFalse();
        lines.next();
        assertThat(lines.wouldWait()).isTrue();
    }

    @Example
    void blankLinesAreToldFromOthers() throws IOException {
        assertThat(readAll(input("\n \t\n \r \n"), 10)).allMatch(LineReader.Line::isBlank);
        assertThat(readAll(input("a\n .\n{}\n\0\n"), 10)).noneMatch(LineReader.Line::isBlank);
    }

    /** The same by other means: cut at each newline, then drop one carriage return before it. */
    private static List<String> lines(String input) {
        List<String> lines = new ArrayList<>(List.of(input.split("\n", -1)));
        String rest = lines.removeLast();
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
        return lines;
    }

    private static List<String> texts(String input) throws IOException {
        return readAll(input(input), 100).stream().map(LineReaderTests::text).toList();
    }

    private static List<LineReader.Line> readAll(InputStream in, int maxLength) throws IOException {
        LineReader reader = new LineReader(in, maxLength);
        List<LineReader.Line> lines = new ArrayList<>();
        for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static String text(LineReader.Line line) {
        return new String(line.bytes(), US_ASCII);
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }

    @Provide
    static Arbitrary<String> chunks() {
        return Arbitraries.strings().withChars("ab\n\r").ofMinLength(1).ofMaxLength(8);
    }

    /** Hands out a chunk for each read, as a network does, and has nothing available in between. */
    private static final class Chunks extends InputStream {

        private final Iterator<String> chunks;

        Chunks(List<String> chunks) {
            this.chunks = chunks.iterator();
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (!chunks.hasNext()) {
                return -1;
            }
            byte[] chunk = chunks.next().getBytes(US_ASCII);
            System.arraycopy(chunk, 0, buffer, offset, chunk.length);
            return chunk.length;
        }
    }

    /** So many times the same byte. */
    private static final class Repeated extends InputStream {

        private final byte value;
        private int left;

        Repeated(char value, int times) {
            this.value = (byte) value;
            this.left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, value);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
