package io.ordertable.metrics.capacity;

/** What single requests consume (Developer Guide, "DynamoDB read and write capacity unit consumption"). */
final class CapacityUnits {

    private static final double READ_BLOCK = 4 * 1024;
    private static final double WRITE_BLOCK = 1024;

    private CapacityUnits() {}

    /** Read capacity units for an item of so many bytes; one that is not there costs as much as the smallest. */
    static double read(double bytes, Consistency consistency) {
        return blocks(bytes, READ_BLOCK) * consistency.unitsPerBlock();
    }

    /** Write capacity units for an item of so many bytes, the larger of the one before and the one after. */
    static double write(double bytes, boolean transactional) {
        return blocks(bytes, WRITE_BLOCK) * (transactional ? 2 : 1);
    }

    private static double blocks(double bytes, double block) {
        return Math.max(1, Math.ceil(bytes / block));
    }
}
