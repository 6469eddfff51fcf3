package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which direction a list of orders runs. */
enum SortOrder {
    /** Oldest first. */
    ASC,
    /** Newest first. */
    DESC;

    /** The direction's name in a URL. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
