package io.ordertable.error;

/** An error that clients can tell apart by its name, which never changes. Features declare theirs as enums. */
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
        /** There is no such thing. */
        NOT_FOUND,
        /** The current state does not allow it. */
        CONFLICT,
        /** The state is not the one that the caller expects. */
        VERSION_MISMATCH,
        /** The request is larger than accepted. */
        TOO_LARGE,
        /** The request is valid, but cannot be carried out. */
        UNPROCESSABLE,
        /** A resource is unavailable for the moment. The same request may succeed later. */
        UNAVAILABLE,
        /** A bug or a wrong configuration. */
        INTERNAL
    }
}
