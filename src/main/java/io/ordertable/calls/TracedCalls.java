package io.ordertable.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.tracing.ConditionalOnEnabledTracing;
import org.springframework.stereotype.Component;

/**
 * Replaces {@link DynamoDbCalls} if traces are on: each call becomes a span, and each of its attempts a span below it. Uses
 * OpenTelemetry itself, because an error in Micrometer's form contains the exception's message, which can contain personal data.
 */
@Component
@ConditionalOnEnabledTracing
public class TracedCalls extends DynamoDbCalls {

    private static final ScopedValue<CallSpan> CURRENT = ScopedValue.newInstance();
    private static final String OPERATION = "db.operation.name";
    private static final String OUTCOME = "dynamodb.outcome";

    private final Tracer tracer;

    TracedCalls(
            RetryRegistry retries,
            CircuitBreakerRegistry breakers,
            Backoff backoff,
            RetryBudget budget,
            Tracer tracer) {
        super(retries, breakers, backoff, budget);
        this.tracer = tracer;
    }

    @Override
    public <T extends @Nullable Object> T run(Supplier<T> call) {
        CallSpan current = new CallSpan(tracer.spanBuilder("DynamoDB").startSpan());
        Supplier<T> traced = Context.current().with(current.span).wrapSupplier(() -> super.run(call));
        try {
            return ScopedValue.where(CURRENT, current).call(traced::get);
        } catch (CallFailedException e) {
            fail(current.span, e.kind().name());
            throw e;
        } finally {
            current.span.setAttribute(OUTCOME, current.outcome);
            current.span.setAttribute("dynamodb.attempts", current.attempts);
            current.span.end();
        }
    }

    /** Starts the span of an attempt. Outside of a call, the span is not recorded. */
    public Span startAttempt(String operation) {
        if (!CURRENT.isBound()) {
            return Span.getInvalid();
        }
        CallSpan call = CURRENT.get();
        call.span.updateName("DynamoDB " + operation).setAttribute(OPERATION, operation);
        Span attempt = tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.CLIENT)
                .startSpan()
                .setAttribute(OPERATION, operation)
                .setAttribute("dynamodb.attempt", ++call.attempts);
        if (call.attempts > 1) {
            attempt.setAttribute("dynamodb.wait_ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - call.ended));
        }
        return attempt;
    }

    /**
     * Ends the span of an attempt.
     *
     * @param error DynamoDB's code or the type of the exception if the attempt failed
     */
    public void endAttempt(Span attempt, String outcome, @Nullable String error) {
        if (error != null) {
            fail(attempt, error);
        }
        attempt.setAttribute(OUTCOME, outcome).end();
        if (CURRENT.isBound()) {
            CURRENT.get().outcome = outcome;
            CURRENT.get().ended = System.nanoTime();
        }
    }

    private static void fail(Span span, String error) {
        span.setAttribute("error.type", error).setStatus(StatusCode.ERROR);
    }

    /** The span of a call, and what its attempts need of each other. */
    private static final class CallSpan {

        private final Span span;
        private long attempts;
        private long ended;
        private String outcome = "not_sent";

        CallSpan(Span span) {
            this.span = span;
        }
    }
}
