package io.ordertable.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace that a request belongs to, if a caller or a load balancer has started one. */
final class TraceId {

    /** The field in the Elastic Common Schema. */
    static final String MDC_KEY = "trace.id";

    /** W3C Trace Context, section 3.2: version, trace, parent and flags; a trace of zeros is invalid. */
    private static final Pattern W3C =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.{0,256}");

    /** The form of Elastic Load Balancing: {@code Root=1-<8 digits>-<24 digits>}, with other members before or after. */
    private static final Pattern AWS =
            Pattern.compile("(?:^|.{0,256};)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;.{0,256})?");

    private TraceId() {}

    /** Returns the trace in {@code traceparent} or else in {@code X-Amzn-Trace-Id}; empty if neither is well-formed. */
    static Optional<String> from(HttpServletRequest request) {
        return find(W3C, request.getHeader("traceparent")).or(() -> find(AWS, request.getHeader("X-Amzn-Trace-Id")));
    }

    /** Returns the trace that the current request belongs to in OpenTelemetry's form, which is the load balancer's without dashes. */
    static Optional<String> current() {
        return Optional.ofNullable(MDC.get(MDC_KEY))
                .map(trace -> trace.replaceFirst("^1-", "").replace("-", ""));
    }

    private static Optional<String> find(Pattern pattern, @Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
