package io.ordertable.metrics.capacity;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Target;

/**
 * A load that is expected.
 *
 * @param table what the table is to bear
 * @param gsi1 what the first index is to bear
 * @param gsi2 what the second index is to bear
 */
record PlannedLoad(Load table, Load gsi1, Load gsi2) implements Demands {

    /**
     * Requests of the table or an index.
     *
     * @param reads items read a second
     * @param readUnits what each costs
     * @param writes items written a second
     * @param writeUnits what each costs
     */
    record Load(double reads, double readUnits, double writes, double writeUnits) {}

    @Override
    public Demand of(Target target, CapacityKind kind) {
        Load load =
                switch (target) {
                    case TABLE -> table;
                    case GSI1 -> gsi1;
                    case GSI2 -> gsi2;
                };
        double average =
                kind == CapacityKind.READ ? load.reads() * load.readUnits() : load.writes() * load.writeUnits();
        return new Demand(average, average);
    }
}
