package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Hands the records of a stream to the function as Lambda does with {@code ReportBatchItemFailures}: in batches, in order, and again
 * from the lowest sequence number on that the function reports.
 */
final class EventSourceMapping {

    private final TableStream stream;
    private final int batchSize;
    private final Function<DynamodbEvent, StreamsEventResponse> function;
    private int redeliveries;

    EventSourceMapping(TableStream stream, int batchSize, Function<DynamodbEvent, StreamsEventResponse> function) {
        this.stream = stream;
        this.batchSize = batchSize;
        this.function = function;
    }

    /** Goes on until the function has taken all records up to the one that is asked for; fails if that takes longer than the limit. */
    void runThrough(Predicate<Record> last, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Record> pending = new ArrayList<>();
        boolean seen = false;
        while (!seen || !pending.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("After %s the last record has %sbeen read, and %d records have not been taken"
                        .formatted(limit, seen ? "" : "not ", pending.size()));
            }
            List<Record> read = stream.read();
            seen |= read.stream().anyMatch(last);
            pending.addAll(read);
            if (!pending.isEmpty()) {
                invoke(pending);
            }
        }
    }

    /** How often records were delivered again. */
    int redeliveries() {
        return redeliveries;
    }

    private void invoke(List<Record> pending) {
        List<Record> batch = pending.subList(0, Math.min(batchSize, pending.size()));
        StreamsEventResponse response = function.apply(LambdaRuntimeJson.read(StreamJson.event(stream.arn(), batch)));
        int taken = response.getBatchItemFailures().stream()
                .mapToInt(failure -> indexOf(failure, batch))
                .min()
                .orElse(batch.size());
        redeliveries += batch.size() - taken;
        pending.subList(0, taken).clear();
    }

    private static int indexOf(BatchItemFailure failure, List<Record> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).dynamodb().sequenceNumber().equals(failure.getItemIdentifier())) {
                return i;
            }
        }
        throw new AssertionError("not in the batch: " + failure);
    }
}
