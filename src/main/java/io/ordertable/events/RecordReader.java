package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.List;

/** Reads the records of an invocation. One that cannot be read would fail for ever, and hold up its shard; it is skipped. */
final class RecordReader {

    private static final String BOTH_IMAGES = "NEW_AND_OLD_IMAGES";

    private final LambdaLogger log;
    private int unreadable;

    RecordReader(LambdaLogger log) {
        this.log = log;
    }

    /** What there is to announce. */
    Backlog read(List<DynamodbStreamRecord> records) {
        Backlog backlog = new Backlog();
        for (DynamodbStreamRecord record : records) {
            requireBothImages(record);
            read(record, backlog);
        }
        return backlog;
    }

    /** How many records were skipped. */
    int unreadable() {
        return unreadable;
    }

    private void read(DynamodbStreamRecord record, Backlog backlog) {
        try {
            StreamRecords.eventIn(record)
                    .map(event -> Announcement.of(record.getDynamodb().getSequenceNumber(), event))
                    .ifPresent(backlog::add);
        } catch (RuntimeException e) {
            unreadable++;
            log.log(
                    "Skipped an unreadable record: sequence number %s, event id %s: %s"
                            .formatted(record.getDynamodb().getSequenceNumber(), record.getEventID(), reason(e)),
                    LogLevel.ERROR);
        }
    }

    /** Not the message of any exception: it could quote what the record holds. */
    private static String reason(RuntimeException e) {
        return e instanceof UnreadableRecord
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
    }

    /** Without both images every record would be skipped. So the invocation fails, and the records wait for the stream's repair. */
    private static void requireBothImages(DynamodbStreamRecord record) {
        String viewType = record.getDynamodb().getStreamViewType();
        if (!BOTH_IMAGES.equals(viewType)) {
            throw new IllegalStateException(
                    "The stream has to have the view type " + BOTH_IMAGES + ", not " + viewType);
        }
    }
}
