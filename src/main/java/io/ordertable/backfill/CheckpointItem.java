package io.ordertable.backfill;

import io.ordertable.table.TableItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The stored form of a checkpoint, or of the run that checkpoints belong to. Each is deleted a month after it was written. */
@NullUnmarked
class CheckpointItem extends TableItem {

    static final String PARTITION = "BACKFILL#" + NEWEST;
    static final String RUN = "RUN";

    static final StaticTableSchema<CheckpointItem> SCHEMA = StaticTableSchema.builder(CheckpointItem.class)
            .newItemSupplier(CheckpointItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(
                    String.class, a -> a.name("run").getter(item -> item.run).setter((item, value) -> item.run = value))
            .addAttribute(
                    String.class,
                    a -> a.name("after").getter(item -> item.after).setter((item, value) -> item.after = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("done").getter(item -> item.done).setter((item, value) -> item.done = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("orders").getter(item -> item.orders).setter((item, value) -> item.orders = value))
            .addAttribute(
                    Long.class, a -> a.name("old").getter(item -> item.old).setter((item, value) -> item.old = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("written").getter(item -> item.written).setter((item, value) -> item.written = value))
            .addAttribute(Long.class, a -> a.name("write_units")
                    .getter(item -> item.writeUnits)
                    .setter((item, value) -> item.writeUnits = value))
            .addAttribute(Long.class, a -> a.name(EXPIRES_AT)
                    .getter(item -> item.expiresAt)
                    .setter((item, value) -> item.expiresAt = value))
            .build();

    private static final Duration LIFETIME = Duration.ofDays(30);

    String run;
    private String after;
    private Long done;
    private Long orders;
    private Long old;
    private Long written;
    private Long writeUnits;
    private Long expiresAt;

    /** Returns the item of a run, which is the current one until it is done. */
    static CheckpointItem ofRun(String run, boolean done, Instant now) {
        CheckpointItem item = new CheckpointItem();
        item.partitionKey = PARTITION;
        item.sortKey = RUN;
        item.type = "backfill";
        item.schema = NEWEST;
        item.run = run;
        item.done = done ? 1L : 0;
        item.expiresAt = now.plus(LIFETIME).getEpochSecond();
        return item;
    }

    static CheckpointItem of(String run, Checkpoint checkpoint, Instant now) {
        CheckpointItem item = ofRun(run, checkpoint.done(), now);
        item.sortKey = sortKey(run, checkpoint);
        item.after = checkpoint.after();
        item.orders = checkpoint.counts().orders();
        item.old = checkpoint.counts().old();
        item.written = checkpoint.counts().written();
        item.writeUnits = checkpoint.counts().writeUnits();
        return item;
    }

    static String sortKey(String run, Checkpoint checkpoint) {
        return run + "#" + checkpoint.pass() + "#" + checkpoint.partition();
    }

    boolean isDone() {
        return Objects.equals(done, 1L);
    }

    Checkpoint toCheckpoint(String pass, String partition) {
        return new Checkpoint(pass, partition, after, isDone(), new Counts(orders, old, written, writeUnits));
    }
}
