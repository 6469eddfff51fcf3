package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Delivers the records of a stream to the function as Lambda does with {@code ReportBatchItemFailures}: in batches, in order, and
 * again from the lowest sequence number that the function reports.
 */
final class EventSourceMapping {

    private static final int BATCH_SIZE = 7;

    private final TableStream stream;
    private final Function<DynamodbEvent, StreamsEventResponse> function;
    private int redeliveries;

    EventSourceMapping(TableStream stream, Function<DynamodbEvent, StreamsEventResponse> function) {
        this.stream = stream;
        this.function = function;
    }

    /** Continues until the function has accepted all records up to the last one; fails if that takes longer than the limit. */
    void runThrough(Predicate<JsonNode> last, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<JsonNode> pending = new ArrayList<>();
        boolean seen = false;
        while (!seen || !pending.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("After %s the last record has %sbeen read, and %d records are pending"
                        .formatted(limit, seen ? "" : "not ", pending.size()));
            }
            List<JsonNode> read = stream.read();
            seen |= read.stream().anyMatch(last);
            pending.addAll(read);
            if (!pending.isEmpty()) {
                invoke(pending);
            }
        }
    }

    /** Returns how many records were delivered again. */
    int redeliveries() {
        return redeliveries;
    }

    private void invoke(List<JsonNode> pending) {
        List<JsonNode> batch = pending.subList(0, Math.min(BATCH_SIZE, pending.size()));
        StreamsEventResponse response = function.apply(OrderRecords.read("{\"Records\": " + batch + "}"));
        int accepted = response.getBatchItemFailures().stream()
                .mapToInt(failure -> indexOf(failure, batch))
                .min()
                .orElse(batch.size());
        redeliveries += batch.size() - accepted;
        pending.subList(0, accepted).clear();
    }

    private static int indexOf(BatchItemFailure failure, List<JsonNode> batch) {
        return batch.stream()
                .map(record -> record.at("/dynamodb/SequenceNumber").asText())
                .toList()
                .indexOf(failure.getItemIdentifier());
    }
}
