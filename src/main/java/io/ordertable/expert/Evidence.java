package io.ordertable.expert;

import io.ordertable.calls.CallHistory;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Traffic;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableDescription;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rules judge.
 *
 * @param now when it was collected
 * @param table how AWS describes the table
 * @param traffic what this instance did with the table
 * @param capacity the capacity that this traffic needs
 * @param calls what kept calls from being repeated
 * @param shards over how many partitions of its index a status is spread
 * @param busiestStatus the part of that index's consumption that the busiest status has
 * @param wholeTable what CloudWatch has counted of the whole table, if it is asked
 */
record Evidence(
        Instant now,
        TableDescription table,
        Traffic traffic,
        CapacityPlan capacity,
        CallHistory.Summary calls,
        StatusShards shards,
        double busiestStatus,
        @Nullable TableFigures wholeTable) {

    /** Returns CloudWatch's figures of the whole table if it was asked and has answered. */
    Optional<TableFigures> knownOfWholeTable() {
        return Optional.ofNullable(wholeTable).filter(figures -> figures.missing() == null);
    }
}
