package io.ordertable.infra.settings;

import java.util.List;

/**
 * The table.
 *
 * @param billing on demand, or provisioned with auto-scaling
 * @param storage what storing costs against reading and writing
 * @param replicas other regions that hold the table too; each gets a key of its own
 * @param lifetime whether it outlives its stack
 */
public record TableSettings(Billing billing, Storage storage, List<String> replicas, Lifetime lifetime) {

    /** DynamoDB's table classes. */
    public enum Storage {
        /** For most. */
        STANDARD,
        /** Cheaper storage, dearer requests. */
        INFREQUENT_ACCESS
    }

    /** What a mistake can do to the data. */
    public enum Lifetime {
        /** Goes with its stack. */
        DISPOSABLE,
        /** Protected from deletion, kept when its stack is deleted, backed up beyond point-in-time recovery. */
        RETAINED
    }

    public TableSettings {
        replicas = List.copyOf(replicas);
    }

    /** Whether the data is to outlive mistakes. */
    public boolean retained() {
        return lifetime == Lifetime.RETAINED;
    }
}
