package io.ordertable.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts lists and maps in bodies that are too long. */
public final class LongLists {

    private LongLists() {}

    /**
     * Returns the list, or its first {@code max + 1} elements. One too many is enough to reject it, and validating the rest, element
     * by element, would be expensive. The list may be {@code null}.
     */
    public static <T> List<T> cut(List<T> list, int max) {
        return list == null || list.size() <= max ? list : list.subList(0, max + 1);
    }

    /** Does the same for a map. */
    public static <K, V> Map<K, V> cut(Map<K, V> map, int max) {
        if (map == null || map.size() <= max) {
            return map;
        }
        Map<K, V> first = new LinkedHashMap<>();
        map.entrySet().stream().limit(max + 1L).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }
}
