package io.ordertable.web;

/** A body, or a line of a streamed one, that is larger than the service accepts. */
public final class ContentTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    ContentTooLarge(String detail) {
        super(ProblemCode.CONTENT_TOO_LARGE, detail);
    }

    /** The limit in bytes that the content exceeds. */
    public static ContentTooLarge limit(long bytes) {
        return new ContentTooLarge("At most " + bytes + " bytes are accepted.");
    }
}
