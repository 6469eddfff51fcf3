package io.ordertable.metrics;

/** The two kinds of capacity, which are bought and throttled apart. */
public enum CapacityKind {
    /** Read capacity units: one is a strongly consistent read of up to 4 KB. */
    READ("read"),
    /** Write capacity units: one is a write of up to 1 KB. */
    WRITE("write");

    private final String tag;

    CapacityKind(String tag) {
        this.tag = tag;
    }

    /** The name in meters and reports. */
    public String tag() {
        return tag;
    }

    /** What an operation consumes where the answer does not say. */
    static CapacityKind of(String operation) {
        return operation.contains("Get") || operation.startsWith("Query") ? READ : WRITE;
    }
}
