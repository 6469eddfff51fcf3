package io.ordertable.error;

/** Errors that any part of the service may report. */
public enum CommonError implements ErrorCode {
    /** A path variable, query parameter or header has a value that it cannot have; {@code parameter} names it. */
    INVALID_PARAMETER(Category.INVALID, "A parameter has an invalid value"),
    /** There is no valid token. */
    UNAUTHENTICATED(Category.UNAUTHENTICATED, "A valid token is required"),
    /** The operation needs a token of staff. */
    FORBIDDEN(Category.FORBIDDEN, "The caller may not do this"),
    INVALID_CURSOR(Category.INVALID, "The cursor is invalid"),
    PRECONDITION_FAILED(Category.VERSION_MISMATCH, "The resource has changed"),
    /** The body, or a line of an import, is larger than the service accepts. */
    CONTENT_TOO_LARGE(Category.TOO_LARGE, "The content is too large"),
    /** The idempotency key was used for another request, or what it created has been deleted. */
    IDEMPOTENCY_KEY_REUSED(Category.UNPROCESSABLE, "The idempotency key cannot be used for this request"),
    /** The caller has used up a budget; nothing was done. */
    QUOTA_EXCEEDED(Category.TOO_MANY_REQUESTS, "Too many requests"),
    /** This instance is at a limit of its own; nothing was done. */
    OVERLOADED(Category.UNAVAILABLE, "The service is at its limit"),
    THROTTLED(Category.UNAVAILABLE, "The database is throttling"),
    /** The keys that verify tokens cannot be read. */
    ISSUER_UNAVAILABLE(Category.UNAVAILABLE, "The token issuer is unavailable"),
    DATABASE_UNAVAILABLE(Category.UNAVAILABLE, "The database is unavailable"),
    /** A bug. The log contains the cause, under the {@code request_id}. */
    INTERNAL_ERROR(Category.INTERNAL, "Something went wrong here");

    private final Category category;
    private final String title;

    CommonError(Category category, String title) {
        this.category = category;
        this.title = title;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String title() {
        return title;
    }

    /** Creates the exception for a parameter that breaks a rule: {@code rule} completes the sentence "limit …". */
    public static ServiceException invalidParameter(String name, String rule) {
        return new ServiceException(INVALID_PARAMETER, name + " " + rule + ".").with("parameter", name);
    }

    /** Creates the exception for content that is larger than a limit in bytes. */
    public static ServiceException contentTooLarge(long bytes) {
        return new ServiceException(CONTENT_TOO_LARGE, "At most " + bytes + " bytes are accepted.");
    }
}
