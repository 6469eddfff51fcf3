package io.ordertable.table;

import java.util.OptionalLong;
import java.util.Set;

/**
 * The versions of an item that a caller is willing to change.
 *
 * @param any whether every version is accepted
 * @param versions the accepted versions otherwise
 */
public record VersionCondition(boolean any, Set<Long> versions) {

    /** Accepts every version. */
    public static final VersionCondition ANY = new VersionCondition(true, Set.of());

    /** Creates a condition that accepts these versions. */
    public static VersionCondition of(Set<Long> versions) {
        return new VersionCondition(false, versions);
    }

    /** Returns the version if there is only one, so that the item need not be read first. */
    public OptionalLong only() {
        return versions.size() == 1 ? OptionalLong.of(versions.iterator().next()) : OptionalLong.empty();
    }

    /** Throws {@link VersionMismatch} if the current version is not accepted. */
    public void check(long currentVersion) {
        if (!any && !versions.contains(currentVersion)) {
            throw new VersionMismatch(currentVersion);
        }
    }
}
