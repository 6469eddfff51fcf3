package io.ordertable.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Makes problem documents (RFC 9457). */
final class Problems {

    private Problems() {}

    /** A document with the members that every one of them has. {@code path} becomes its {@code instance}. */
    static ProblemDetail of(ProblemCode code, String detail, @Nullable String path) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setType(code.type());
        problem.setTitle(code.title());
        problem.setInstance(instance(path));
        problem.setProperty("code", code.name());
        problem.setProperty("request_id", RequestId.current());
        return problem;
    }

    /** A path that is no URI reference is left out: the client knows it, and it may be anything. */
    private static @Nullable URI instance(@Nullable String path) {
        try {
            return path == null ? null : URI.create(path);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
