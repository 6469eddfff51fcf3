package io.ordertable.metrics;

import io.ordertable.table.TableItem;
import org.jspecify.annotations.Nullable;

/** What a call reads or writes: the table or one of its indexes, each of which has capacity of its own. */
public enum Target {
    /** The table itself. */
    TABLE("table", "", TableItem.PK),
    /** The index {@link TableItem#GSI1}. */
    GSI1("gsi1", TableItem.GSI1, TableItem.GSI1PK),
    /** The index {@link TableItem#GSI2}. */
    GSI2("gsi2", TableItem.GSI2, TableItem.GSI2PK);

    private final String tag;
    private final String index;
    private final String partitionKey;

    Target(String tag, String index, String partitionKey) {
        this.tag = tag;
        this.index = index;
        this.partitionKey = partitionKey;
    }

    /** The name in meters and reports. */
    public String tag() {
        return tag;
    }

    /** The attribute that is its partition key. */
    public String partitionKey() {
        return partitionKey;
    }

    /** The index of that name; the table for no name, and for one that is none of ours. */
    static Target ofIndex(@Nullable String name) {
        if (GSI1.index.equals(name)) {
            return GSI1;
        }
        return GSI2.index.equals(name) ? GSI2 : TABLE;
    }

    /** What a resource name of AWS stands for, such as {@code arn:…:table/ordertable/index/GSI1}. */
    static Target ofResource(String arn) {
        return ofIndex(arn.substring(arn.lastIndexOf('/') + 1));
    }
}
