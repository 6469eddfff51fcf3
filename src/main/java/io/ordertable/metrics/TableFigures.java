package io.ordertable.metrics;

import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.table.TableDescription.Missing;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CloudWatch has counted of the whole table in the last hour, whoever used it.
 *
 * @param since from when on it counts
 * @param loads the load on the table and each index, by its name
 * @param throttles how many reads and writes of each were throttled, by CloudWatch's name of the cause
 * @param missing why there are no figures
 */
public record TableFigures(
        Instant since,
        Map<String, Load> loads,
        Map<String, Map<String, Long>> throttles,
        @Nullable Missing missing) {}
