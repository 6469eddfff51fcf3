package io.ordertable.order;

import java.util.Locale;

/** In which direction a list of orders runs. */
enum SortOrder {
    /** Oldest first. */
    ASC,
    /** Newest first. */
    DESC;

    /** The direction's name in a URL. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
