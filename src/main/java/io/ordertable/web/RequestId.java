package io.ordertable.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The token that follows a request through responses and logs. */
final class RequestId {

    static final String HEADER = "X-Request-Id";
    static final String MDC_KEY = "request_id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private RequestId() {}

    /** The caller's token if it is safe to log and echo, else a new one. */
    static String from(@Nullable String header) {
        return header != null && SANE.matcher(header).matches()
                ? header
                : UUID.randomUUID().toString();
    }

    /** The token of the request that this thread serves. */
    static String current() {
        return from(MDC.get(MDC_KEY));
    }
}
