package io.ordertable.calls;

import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.github.resilience4j.common.retry.configuration.CommonRetryConfigurationProperties.InstanceProperties;
import io.github.resilience4j.common.retry.configuration.RetryConfigCustomizer;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.exception.SdkException;

/** Configures what Resilience4j's properties cannot express: which failures count, and the backoff. */
@Configuration(proxyBeanMethods = false)
class CallsConfiguration {

    /** The name of the retry and of the circuit breaker. */
    static final String INSTANCE = "dynamodb";

    @Bean
    RetryBudget retryBudget(CallsProperties properties) {
        return new RetryBudget(properties.retry().budget());
    }

    @Bean
    Backoff backoff(RetryProperties properties, RetryBudget budget, Clock clock) {
        InstanceProperties instance = Objects.requireNonNull(
                properties.getInstances().get(INSTANCE), "resilience4j.retry.instances.dynamodb is missing");
        return new Backoff(
                Objects.requireNonNull(instance.getWaitDuration()),
                Objects.requireNonNull(instance.getExponentialMaxWaitDuration()),
                // An instance must not be shared, so each call takes the current thread's.
                (RandomGenerator) () -> ThreadLocalRandom.current().nextLong(),
                budget,
                clock);
    }

    /** Resilience4j passes its builder without the type argument. */
    @Bean
    @SuppressWarnings("unchecked")
    RetryConfigCustomizer retryRule(Backoff backoff) {
        Predicate<Throwable> retryable = failure -> kindOf(failure).isRetryable();
        return RetryConfigCustomizer.of(
                INSTANCE, retry -> retry.intervalFunction(backoff).retryOnException(retryable));
    }

    /** Counts only missing answers and server errors as an outage, because a table that throttles or rejects a call is up. */
    @Bean
    CircuitBreakerConfigCustomizer circuitBreakerRule() {
        return CircuitBreakerConfigCustomizer.of(
                INSTANCE, breaker -> breaker.recordException(failure -> kindOf(failure) == FailureKind.UNAVAILABLE)
                        // A call that was not sent or was cut off is neither an outage nor a success.
                        .ignoreException(failure ->
                                failure instanceof CallFailedException || kindOf(failure) == FailureKind.OVERLOADED));
    }

    @Bean
    MeterBinder retryBudgetLevel(RetryBudget budget) {
        return registry -> Gauge.builder("dynamodb.retry.budget", budget, RetryBudget::level)
                .description("Retries that can start before successes have to return tokens")
                .register(registry);
    }

    private static FailureKind kindOf(Throwable failure) {
        return failure instanceof SdkException e ? FailureKind.of(e) : FailureKind.REFUSED;
    }
}
