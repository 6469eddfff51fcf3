package io.ordertable.metrics;

import io.ordertable.table.TableItem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table and its indexes, each of which has its own capacity. */
public enum Target {
    TABLE("", TableItem.PK),
    GSI1(TableItem.GSI1, TableItem.GSI1PK),
    GSI2(TableItem.GSI2, TableItem.GSI2PK);

    private final String index;
    private final String partitionKey;
    private final String tag = name().toLowerCase(Locale.ROOT);

    Target(String index, String partitionKey) {
        this.index = index;
        this.partitionKey = partitionKey;
    }

    /** Returns the name in meters and reports. */
    public String tag() {
        return tag;
    }

    /** Returns the name of the attribute that is the partition key. */
    String partitionKey() {
        return partitionKey;
    }

    /** Returns the index with this name, or the table if there is none. */
    static Target ofIndex(@Nullable String name) {
        if (GSI1.index.equals(name)) {
            return GSI1;
        }
        return GSI2.index.equals(name) ? GSI2 : TABLE;
    }
}
