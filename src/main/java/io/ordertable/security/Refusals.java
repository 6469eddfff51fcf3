package io.ordertable.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.metrics.Measurement;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Refuses requests whose sender has used up a budget, and counts them by kind of budget. */
@Component
class Refusals {

    private final MeterProvider<Counter> refused;

    Refusals(MeterRegistry registry) {
        this.refused = Counter.builder("quota.refused")
                .description("Requests that were rejected because a budget was used up")
                .withRegistry(registry);
    }

    /** Returns the exception to throw, after adding {@code Retry-After} to the response. {@code reason} is for the client. */
    ServiceException refuse(String kind, String reason, long seconds, HttpServletResponse response) {
        Measurement.take(() -> refused.withTag("kind", kind).increment());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return new ServiceException(CommonError.QUOTA_EXCEEDED, reason + " Try again in " + seconds + " s.");
    }
}
