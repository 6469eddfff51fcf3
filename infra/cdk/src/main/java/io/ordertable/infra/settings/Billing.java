package io.ordertable.infra.settings;

/** The capacity mode of the table. */
public sealed interface Billing {

    /**
     * On demand, up to a maximum that limits what a runaway client can cost. Applies to the table and to each index.
     *
     * @param maxReads read request units a second
     * @param maxWrites write request units a second
     */
    record OnDemand(int maxReads, int maxWrites) implements Billing {

        public OnDemand {
            new Range(1, maxReads);
            new Range(1, maxWrites);
        }
    }

    /**
     * Provisioned, with auto-scaling. Applies to the table and to each index.
     *
     * @param reads read capacity units
     * @param writes write capacity units
     * @param targetPercent utilization that auto-scaling aims at, 20 to 90 (a limit of Application Auto Scaling)
     * @param scaleInCooldown seconds between two decreases
     * @param scaleOutCooldown seconds between two increases
     */
    record Provisioned(Range reads, Range writes, int targetPercent, int scaleInCooldown, int scaleOutCooldown)
            implements Billing {

        /** Returns the usual settings: a target of 70 %, slow decreases and quick increases. */
        public static Provisioned standard() {
            return new Provisioned(new Range(10, 1000), new Range(10, 500), 70, 300, 60);
        }

        public Provisioned {
            if (targetPercent < 20 || targetPercent > 90) {
                throw new IllegalArgumentException(
                        "The target of auto-scaling must be 20 to 90 percent, not " + targetPercent);
            }
        }
    }
}
