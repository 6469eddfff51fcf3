package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.ordertable.calls.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/**
 * Imports orders line by line. Reads the next batch while others are being stored, and writes results in the order of the lines.
 * Holds a fixed number of batches, however long the import is.
 */
@Service
class OrderImporter {

    /** The bytes of input that fill a batch. Few long lines do, as many short ones. */
    private static final int BATCH_BYTES = 1024 * 1024;

    /** How long an incomplete batch waits for further lines. */
    private static final Duration MAX_WAIT = Duration.ofMillis(50);

    private final ImportLineParser parser;
    private final ImportBatchWriter writer;
    private final Parallel parallel;
    private final ImportProperties properties;
    private final ObjectWriter json;

    OrderImporter(
            ImportLineParser parser,
            ImportBatchWriter writer,
            Parallel parallel,
            ImportProperties properties,
            ObjectMapper mapper) {
        this.parser = parser;
        this.writer = writer;
        this.parallel = parallel;
        this.properties = properties;
        this.json = mapper.writerFor(ImportResult.class);
    }

    /**
     * Reads orders until the input ends and writes a result for each line.
     *
     * @throws IOException if input or output fails. Orders that were reported by then are stored, and up to
     *     {@link ImportProperties#parallelism()} further batches may be
     */
    void run(InputStream in, OutputStream out) throws IOException {
        LineReader lines =
                new LineReader(in, Math.toIntExact(properties.maxLineSize().toBytes()));
        Queue<CompletableFuture<List<ImportResult>>> running = new ArrayDeque<>();
        List<ImportEntry> batch = new ArrayList<>();
        long begun = System.nanoTime();
        for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            begun = batch.isEmpty() ? System.nanoTime() : begun;
            batch.add(parser.parse(line.get()));
            // A sender may wait for results before it sends more.
            boolean waiting = !isFull(batch) && isPausing(lines, begun);
            if (waiting || isFull(batch)) {
                running.add(store(batch));
                batch = new ArrayList<>();
            }
            report(running, waiting ? 0 : properties.parallelism(), out);
        }
        running.add(store(batch));
        report(running, 0, out);
    }

    /** Returns whether the sender has stopped for the moment. Gives one that sends small packets time to fill a batch. */
    private static boolean isPausing(LineReader lines, long begun) throws IOException {
        if (!lines.wouldWait()) {
            return false;
        }
        Deadline.pause(Duration.ofNanos(Math.max(0, begun + MAX_WAIT.toNanos() - System.nanoTime())));
        return lines.wouldWait();
    }

    private static boolean isFull(List<ImportEntry> batch) {
        return batch.size() == OrderBatchRepository.MAX_WRITE
                || batch.stream().mapToLong(ImportEntry::size).sum() >= BATCH_BYTES;
    }

    private CompletableFuture<List<ImportResult>> store(List<ImportEntry> batch) {
        return parallel.start(() -> writer.write(batch));
    }

    private void report(Queue<CompletableFuture<List<ImportResult>>> running, int most, OutputStream out)
            throws IOException {
        while (running.size() > most) {
            for (ImportResult result : Parallel.result(running.remove())) {
                out.write(json.writeValueAsBytes(result));
                out.write('\n');
            }
            out.flush();
        }
    }
}
