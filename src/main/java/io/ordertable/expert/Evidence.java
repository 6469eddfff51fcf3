package io.ordertable.expert;

import io.ordertable.metrics.Traffic;
import io.ordertable.table.TableDescription;
import java.time.Instant;

/**
 * What the rules judge.
 *
 * @param now when it was collected
 * @param table how AWS describes the table
 * @param traffic what this instance did with the table
 * @param capacity the capacity that this traffic needs
 */
record Evidence(Instant now, TableDescription table, Traffic traffic, CapacityPlan capacity) {}
