package io.ordertable.table;

/** The cost of single requests (Developer Guide, "DynamoDB read and write capacity unit consumption"). */
public final class CapacityUnits {

    private static final double READ_BLOCK = 4 * 1024;
    private static final double WRITE_BLOCK = 1024;

    /** The consistency of a read, which sets its price. Indexes offer eventual consistency only. */
    public enum Consistency {
        EVENTUAL(0.5),
        STRONG(1),
        TRANSACTIONAL(2);

        private final double unitsPerBlock;

        Consistency(double unitsPerBlock) {
            this.unitsPerBlock = unitsPerBlock;
        }
    }

    private CapacityUnits() {}

    /** Returns the read units for an item of this size. One that does not exist costs as much as the smallest. */
    public static double read(double bytes, Consistency consistency) {
        return blocks(bytes, READ_BLOCK) * consistency.unitsPerBlock;
    }

    /** Returns the write units for an item of this size: the larger of its sizes before and after the write. */
    public static double write(double bytes, boolean transactional) {
        return blocks(bytes, WRITE_BLOCK) * (transactional ? 2 : 1);
    }

    private static double blocks(double bytes, double block) {
        return Math.max(1, Math.ceil(bytes / block));
    }
}
