package io.ordertable.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/**
 * While the circuit breaker tries with a few calls whether the database is back, keeps the others waiting for a moment instead of
 * refusing them: mostly they can be served, and the calls that decide get the processor. A virtual thread that never waits is
 * served before those that an answer of DynamoDB has woken, so on one processor a flood of refusals would keep the breaker's own
 * calls from ending, and the outage with them.
 */
class VerdictAdvice implements MethodInterceptor {

    /** Between Resilience4j's aspects, whose orders are in application.yml: each attempt asks the breaker anew. */
    static final int ORDER = 250;

    /** Calls that the database answers end well within it; those that it does not answer are not worth waiting for. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final CircuitBreaker breaker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition decided = lock.newCondition();

    VerdictAdvice(CircuitBreaker breaker) {
        this.breaker = breaker;
        breaker.getEventPublisher().onStateTransition(event -> decide());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        if (breaker.getState() == State.CLOSED) {
            return call.proceed();
        }
        // An invocation proceeds once.
        MethodInvocation again = ((ProxyMethodInvocation) call).invocableClone();
        try {
            return call.proceed();
        } catch (CallNotPermittedException refused) {
            if (awaitVerdict() == State.CLOSED) {
                return again.proceed();
            }
            throw refused;
        }
    }

    /** The state that the breaker took, or after too long a time still has. */
    private State awaitVerdict() {
        Duration time = Deadline.remaining()
                .filter(left -> left.compareTo(PATIENCE) < 0)
                .orElse(PATIENCE);
        long nanos = time.toNanos();
        lock.lock();
        try {
            while (breaker.getState() == State.HALF_OPEN && nanos > 0) {
                nanos = decided.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return breaker.getState();
    }

    private void decide() {
        lock.lock();
        try {
            decided.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
