package io.ordertable.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ordertable.calls.FailureKind;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The meters of calls to DynamoDB. */
@Component
class CallMeters {

    static final String SUCCESS = "success";
    static final String THROTTLED = "throttled";

    private final MeterProvider<Timer> requests;
    private final MeterProvider<Counter> throttles;
    private final MeterProvider<Counter> capacity;

    CallMeters(MeterRegistry registry) {
        requests = Timer.builder("dynamodb.request")
                .description("Attempts of calls to DynamoDB")
                .withRegistry(registry);
        throttles = Counter.builder("dynamodb.throttle")
                .description("Throttled attempts and partly throttled batches, by what had no capacity left")
                .withRegistry(registry);
        capacity = Counter.builder("dynamodb.capacity.consumed")
                .description("Capacity units that successful calls consumed")
                .withRegistry(registry);
    }

    void succeeded(String operation, Target target, long nanos) {
        time(operation, target, SUCCESS, nanos);
    }

    void failed(String operation, Target target, Throwable failure, long nanos) {
        String outcome = outcomeOf(failure);
        time(operation, target, outcome, nanos);
        if (outcome.equals(THROTTLED) && failure instanceof AwsServiceException e) {
            Throttling.of(e, target).forEach(cause -> throttled(operation, cause.target(), cause.reason()));
        }
    }

    void throttled(String operation, Target target, String reason) {
        throttles.withTags(tags(operation, target, "reason", reason)).increment();
    }

    void consumed(String operation, Consumption.Share share) {
        capacity.withTags(tags(operation, share.target(), "kind", share.kind().tag()))
                .increment(share.units());
    }

    private void time(String operation, Target target, String outcome, long nanos) {
        requests.withTags(tags(operation, target, "outcome", outcome)).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Tags tags(String operation, Target target, String name, String value) {
        return Tags.of("operation", operation, "target", target.tag(), name, value);
    }

    static String outcomeOf(Throwable failure) {
        if (!(failure instanceof SdkException e)) {
            return "io_error";
        }
        return switch (FailureKind.of(e)) {
            case THROTTLED -> THROTTLED;
            case CONFLICT, CONDITION_FAILED -> "conflict";
            case UNAVAILABLE -> e instanceof AwsServiceException ? "server_error" : "io_error";
            case OVERLOADED -> "overloaded";
            case MISCONFIGURED, REFUSED -> "client_error";
        };
    }
}
