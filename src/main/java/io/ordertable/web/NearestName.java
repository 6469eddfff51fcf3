package io.ordertable.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/** Guesses which of the known names a misspelt one was meant to be. */
final class NearestName {

    private NearestName() {}

    /** Returns the guess as an addition to a sentence; empty if no name is near. */
    static String hint(String name, Collection<?> known) {
        return known.stream()
                .map(String::valueOf)
                .filter(candidate -> isNear(name, candidate))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> " (did you mean " + candidate + "?)")
                .orElse("");
    }

    /** More than half of the longer one is right. The lengths come first, as a client's name may be of any. */
    private static boolean isNear(String name, String candidate) {
        return name.length() < 2 * candidate.length() + 2
                && 2 * distance(name, candidate) < Math.max(name.length(), candidate.length());
    }

    /** Levenshtein's, in which neither case nor underscores count. */
    private static int distance(String name, String candidate) {
        String from = plain(name);
        String to = plain(candidate);
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substitution = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
