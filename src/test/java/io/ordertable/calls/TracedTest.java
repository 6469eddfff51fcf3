package io.ordertable.calls;

import io.ordertable.SpanReceiver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test with faults in which nothing takes too long, even on a machine that is busy. Traces are on. */
@Import(SpanReceiver.Installation.class)
@TestPropertySource(
        properties = {
            "ordertable.deadline=30s",
            "ordertable.dynamodb.call-timeout=15s",
            // Spring Boot turns traces off in tests.
            "spring.test.observability.auto-configure=true",
            "management.tracing.enabled=true",
            "management.tracing.sampling.probability=1",
            "management.tracing.opentelemetry.export.schedule-delay=50ms",
            // Nothing is lost on a machine that is busy.
            "management.otlp.tracing.connect-timeout=20s",
            "management.otlp.tracing.timeout=20s"
        })
public abstract class TracedTest extends FaultTest {

    @Autowired
    SpanReceiver traces;
}
