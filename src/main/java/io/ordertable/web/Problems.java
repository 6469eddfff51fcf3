package io.ordertable.web;

import io.ordertable.error.ErrorCode;
import io.ordertable.error.ErrorCode.Category;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Creates problem documents (RFC 9457). */
final class Problems {

    /** In seconds. Most overloads end much sooner. */
    private static final String RETRY_AFTER = "1";

    private Problems() {}

    /** Returns a document with the members that every one of them has. {@code path} becomes its {@code instance}. */
    static ProblemDetail of(ErrorCode code, String detail, @Nullable String path) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpError.statusOf(code), detail);
        problem.setType(URI.create(
                "urn:ordertable:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setTitle(code.title());
        problem.setInstance(instance(path));
        problem.setProperty("code", code.name());
        problem.setProperty("request_id", RequestId.current());
        return problem;
    }

    /** Returns the value of {@code Retry-After} for errors that may soon be over. */
    static Optional<String> retryAfter(ErrorCode code) {
        return code.category() == Category.UNAVAILABLE ? Optional.of(RETRY_AFTER) : Optional.empty();
    }

    /** Leaves out a path that is not a URI reference: the client knows it, and it may be anything. */
    private static @Nullable URI instance(@Nullable String path) {
        try {
            return path == null ? null : URI.create(path);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
