package io.ordertable.backfill;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Keys;
import io.ordertable.table.TableProperties;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** Keeps how far a run is, so that it can be resumed. */
@Lazy
@Repository
class CheckpointRepository {

    private final DynamoDbCalls calls;
    private final DynamoDbTable<CheckpointItem> checkpoints;
    private final Clock clock;

    CheckpointRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties table, Clock clock) {
        this.calls = calls;
        this.checkpoints = client.table(table.name(), CheckpointItem.SCHEMA);
        this.clock = clock;
    }

    /** Returns the run that has not ended; empty if there is none. */
    Optional<String> currentRun() {
        return find(CheckpointItem.RUN).filter(item -> !item.isDone()).map(item -> item.run);
    }

    /** Stores that a run has started. */
    void start(String run) {
        put(CheckpointItem.ofRun(run, false, clock.instant()));
    }

    /** Stores that a run has ended. Its checkpoints are of no further use. */
    void end(String run) {
        put(CheckpointItem.ofRun(run, true, clock.instant()));
    }

    /** Returns how far a pass over a partition is. */
    Checkpoint find(String run, String pass, String partition) {
        Checkpoint start = Checkpoint.start(pass, partition);
        return find(CheckpointItem.sortKey(run, start))
                .map(item -> item.toCheckpoint(pass, partition))
                .orElse(start);
    }

    void save(String run, Checkpoint checkpoint) {
        put(CheckpointItem.of(run, checkpoint, clock.instant()));
    }

    private Optional<CheckpointItem> find(String sortKey) {
        return calls.run(() -> Optional.ofNullable(checkpoints.getItem(
                r -> r.key(Keys.primary(CheckpointItem.PARTITION, sortKey)).consistentRead(true))));
    }

    private void put(CheckpointItem item) {
        calls.run(() -> {
            checkpoints.putItem(item);
            return item;
        });
    }
}
