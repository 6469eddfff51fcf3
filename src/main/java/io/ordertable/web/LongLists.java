package io.ordertable.web;

import java.util.List;

/** Cuts lists in bodies that are too long. */
public final class LongLists {

    private LongLists() {}

    /**
     * Returns the list, or its first {@code max + 1} elements. One too many is enough to reject it, and validating the rest, element
     * by element, would be expensive. The list may be {@code null}.
     */
    public static <T> List<T> cut(List<T> list, int max) {
        return list == null || list.size() <= max ? list : list.subList(0, max + 1);
    }
}
