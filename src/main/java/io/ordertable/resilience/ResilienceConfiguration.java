package io.ordertable.resilience;

import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.github.resilience4j.common.retry.configuration.CommonRetryConfigurationProperties.InstanceProperties;
import io.github.resilience4j.common.retry.configuration.RetryConfigCustomizer;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.exception.SdkException;

/** Gives Resilience4j the rules that its properties cannot say: which failures, which backoff. */
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {

    /** The name of the retry and of the circuit breaker. */
    static final String INSTANCE = "dynamodb";

    @Bean
    RetryBudget retryBudget(ResilienceProperties properties) {
        return new RetryBudget(properties.retry().budget());
    }

    @Bean
    Backoff backoff(RetryProperties properties, RetryBudget budget) {
        InstanceProperties instance = Objects.requireNonNull(
                properties.getInstances().get(INSTANCE), "resilience4j.retry.instances.dynamodb is missing");
        FullJitter jitter = new FullJitter(
                Objects.requireNonNull(instance.getWaitDuration()),
                Objects.requireNonNull(instance.getExponentialMaxWaitDuration()),
                // The current thread's own generator at each call; one instance must not be shared.
                (RandomGenerator) () -> ThreadLocalRandom.current().nextLong());
        return new Backoff(jitter, budget, Objects.requireNonNull(instance.getMaxAttempts()));
    }

    /**
     * Resilience4j hands out its builder without the type argument. The backoff is asked for late, as the build, which has no
     * properties, makes this bean too.
     */
    @Bean
    @SuppressWarnings("unchecked")
    RetryConfigCustomizer retryRule(ObjectProvider<Backoff> backoff) {
        Predicate<Throwable> retryable = ResilienceConfiguration::isRetryable;
        return RetryConfigCustomizer.of(INSTANCE, retry -> retry.intervalFunction(
                        attempt -> backoff.getObject().apply(attempt))
                .retryOnException(retryable));
    }

    /** The table is down where it does not answer. That it throttles or refuses shows that it is up. */
    @Bean
    CircuitBreakerConfigCustomizer circuitBreakerRule() {
        return CircuitBreakerConfigCustomizer.of(
                INSTANCE, breaker -> breaker.recordException(failure -> is(DatabaseFailure.UNAVAILABLE, failure))
                        // No call was made or ended, so nothing is known of the table.
                        .ignoreException(failure ->
                                failure instanceof DeadlinePassed || is(DatabaseFailure.OVERLOADED, failure)));
    }

    @Bean
    MeterBinder retryBudgetLevel(RetryBudget budget) {
        return registry -> Gauge.builder("dynamodb.retry.budget", budget, RetryBudget::level)
                .description("Retries that can start before successes have to return tokens")
                .register(registry);
    }

    private static boolean isRetryable(Throwable failure) {
        return failure instanceof SdkException e && DatabaseFailure.of(e).isRetryable();
    }

    private static boolean is(DatabaseFailure meaning, Throwable failure) {
        return failure instanceof SdkException e && DatabaseFailure.of(e) == meaning;
    }
}
