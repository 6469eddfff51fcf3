package io.ordertable.table;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;

/** The current version of an item is not one that the caller accepts. */
public final class VersionMismatch extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final long currentVersion;

    /** Creates the exception. */
    public VersionMismatch(long currentVersion) {
        super(
                CommonError.PRECONDITION_FAILED,
                "The resource has changed; its current version is \"" + currentVersion + "\".");
        this.currentVersion = currentVersion;
    }

    /** Returns the current version, with which the client can decide again. */
    public long currentVersion() {
        return currentVersion;
    }
}
