package io.ordertable.error;

/** An error that clients recognize by its name, which never changes. Features declare theirs as enums. */
public interface ErrorCode {

    /** Returns the code, such as {@code ORDER_NOT_FOUND}. */
    String name();

    /** Returns the kind of error. */
    Category category();

    /** Returns one sentence for people, the same for every occurrence. */
    String title();

    /** Kinds of errors, from which the HTTP status follows. */
    enum Category {
        /** The request breaks a rule. */
        INVALID,
        /** The request does not show who sent it. */
        UNAUTHENTICATED,
        /** The caller may not do this. */
        FORBIDDEN,
        /** Something that the request names does not exist. */
        NOT_FOUND,
        /** The current state does not allow the request. */
        CONFLICT,
        /** The current version is not one that the caller accepts. */
        VERSION_MISMATCH,
        /** The request is larger than the service accepts. */
        TOO_LARGE,
        /** The request is valid, but cannot be carried out. */
        UNPROCESSABLE,
        /** The caller has used up a share. */
        TOO_MANY_REQUESTS,
        /** The same request may succeed later. */
        UNAVAILABLE,
        /** A bug or a wrong configuration. */
        INTERNAL
    }
}
