package io.ordertable.infra.settings;

import java.util.List;

/**
 * The table.
 *
 * @param billing on demand, or provisioned with auto-scaling
 * @param infrequentAccess table class STANDARD_INFREQUENT_ACCESS: cheaper storage, dearer requests
 * @param replicas other regions that hold the table too; each gets a key of its own
 * @param retained protected from deletion, and kept when its stack is deleted
 * @param backups whether AWS Backup keeps copies beyond the 35 days of point-in-time recovery
 */
public record TableSettings(
        Billing billing, boolean infrequentAccess, List<String> replicas, boolean retained, boolean backups) {

    public TableSettings {
        replicas = List.copyOf(replicas);
    }
}
