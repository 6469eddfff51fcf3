package io.ordertable.infra.settings;

import java.util.List;

/**
 * The table.
 *
 * @param billing on demand, or provisioned with auto-scaling
 * @param storage the table class
 * @param replicas other regions with a replica of the table; each has its own key
 * @param lifetime whether it is kept when its stack is deleted
 */
public record TableSettings(Billing billing, Storage storage, List<String> replicas, Lifetime lifetime) {

    /** DynamoDB's table classes. */
    public enum Storage {
        /** For most tables. */
        STANDARD,
        /** Cheaper storage, more expensive requests. */
        INFREQUENT_ACCESS
    }

    /** How the data is protected from mistakes. */
    public enum Lifetime {
        /** Deleted with its stack. */
        DISPOSABLE,
        /** Protected from deletion, kept when its stack is deleted, and backed up in addition to point-in-time recovery. */
        RETAINED
    }

    public TableSettings {
        replicas = List.copyOf(replicas);
    }

    /** Returns whether the table is protected from deletion. */
    public boolean retained() {
        return lifetime == Lifetime.RETAINED;
    }
}
