package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
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
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/**
 * Imports orders line by line: while some batches are being stored, the next is read, and results go out in the order of the
 * lines. It holds a fixed number of batches, however long the import is.
 */
@Service
class OrderImporter {

    /** Bytes of input after which a batch is closed, so that few long lines fill it as many short ones do. */
    private static final int BATCH_BYTES = 1024 * 1024;

    /** How long a batch waits for further lines. */
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
     * @throws IOException where input or output breaks; what was reported by then is stored, and up to
     *     {@link ImportProperties#parallelism()} batches more may be
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
            // A sender that waits for results before it goes on gets them.
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

    /** Gives a sender of many small packets the time to fill a batch. */
    private static boolean isPausing(LineReader lines, long begun) throws IOException {
        if (!lines.wouldWait()) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(begun + MAX_WAIT.toNanos() - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
