package io.ordertable.order;

import java.util.Locale;

/** The order of a list, by time. */
enum SortOrder {
    /** Oldest first. */
    ASC,
    /** Newest first. */
    DESC;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
