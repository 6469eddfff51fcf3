package io.ordertable.web;

import java.util.List;

/** Lists in bodies that are longer than they may be. */
public final class LongLists {

    private LongLists() {}

    /**
     * Returns the list itself, or its first {@code max + 1} elements. One too many is enough to reject it, and validation, which
     * looks at each element, costs no more than that of the longest list that is accepted. A list may be missing at that time.
     */
    public static <T> List<T> cut(List<T> list, int max) {
        return list == null || list.size() <= max ? list : list.subList(0, max + 1);
    }
}
