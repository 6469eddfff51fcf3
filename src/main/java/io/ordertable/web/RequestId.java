package io.ordertable.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of a request in responses and logs. */
final class RequestId {

    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "request_id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private RequestId() {}

    /** Returns the caller's id if it is safe to log and return, or else a new one. */
    static String from(@Nullable String header) {
        return header != null && SANE.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }

    /** Returns the id of the current request. */
    static String current() {
        return from(MDC.get(MDC_KEY));
    }
}
