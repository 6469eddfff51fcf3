package io.ordertable.web;

import org.springframework.http.HttpHeaders;

/** {@code If-Match} names another version than the current one. */
public final class PreconditionFailed extends ProblemException {

    private static final long serialVersionUID = 1L;

    private PreconditionFailed(long currentVersion) {
        super(
                ProblemCode.PRECONDITION_FAILED,
                "The resource has changed; its current version is " + EntityTags.of(currentVersion) + ".");
        header(HttpHeaders.ETAG, EntityTags.of(currentVersion));
    }

    /** The response tells the current version, so that the client can read and decide again. */
    public static PreconditionFailed currentVersion(long currentVersion) {
        return new PreconditionFailed(currentVersion);
    }
}
