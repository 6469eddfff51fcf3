package io.ordertable.web;

import io.ordertable.error.ErrorCode;

/** Statuses for tests of other packages. */
public final class Statuses {

    private Statuses() {}

    /** Returns the HTTP status of a code. */
    public static int of(ErrorCode code) {
        return HttpError.statusOf(code).value();
    }
}
