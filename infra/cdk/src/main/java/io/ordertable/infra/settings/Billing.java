package io.ordertable.infra.settings;

/** How the table's capacity is paid for. */
public sealed interface Billing {

    /**
     * By request, up to a maximum that bounds what a runaway client can cost. Applies to the table and to each index.
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
     * By provisioned capacity that follows the load. Applies to the table and to each index.
     *
     * @param reads read capacity units
     * @param writes write capacity units
     * @param targetPercent what part of the capacity auto-scaling aims to have in use, 20 to 90 (a limit of Application Auto
     *     Scaling)
     * @param scaleInCooldown seconds between a decrease and the next
     * @param scaleOutCooldown seconds between an increase and the next
     */
    record Provisioned(Range reads, Range writes, int targetPercent, int scaleInCooldown, int scaleOutCooldown)
            implements Billing {

        /** At 70 %, with slow decreases and quick increases. */
        public static Provisioned standard() {
            return new Provisioned(new Range(10, 1000), new Range(10, 500), 70, 300, 60);
        }

        public Provisioned {
            if (targetPercent < 20 || targetPercent > 90) {
                throw new IllegalArgumentException(
                        "Auto-scaling takes targets of 20 to 90 percent, not " + targetPercent);
            }
        }
    }
}
