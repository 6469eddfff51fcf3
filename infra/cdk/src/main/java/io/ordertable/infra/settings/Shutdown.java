package io.ordertable.infra.settings;

/**
 * How a task shuts down without losing a request, in seconds. The application waits, then lets requests finish, while the load
 * balancer drains; the container is killed only after both.
 *
 * @param delay how long the application still accepts requests after it stopped being ready ({@code ordertable.shutdown-delay})
 * @param grace how long requests in flight may take to finish ({@code spring.lifecycle.timeout-per-shutdown-phase})
 */
public record Shutdown(int delay, int grace) {

    /** How long idle connections delay the shutdown: 2 s longer than {@code ordertable.deadline}. */
    private static final int IDLE_CONNECTIONS = 7;
    /** For the last metrics and the exit of the JVM. */
    private static final int RESERVE = 8;
    /** Limit of Fargate. */
    private static final int MAX_STOP_TIMEOUT = 120;

    public Shutdown {
        if (delay < 0 || grace < 1 || delay + grace + IDLE_CONNECTIONS + RESERVE > MAX_STOP_TIMEOUT) {
            throw new IllegalArgumentException("Fargate kills a task after " + MAX_STOP_TIMEOUT
                    + " seconds: a delay of " + delay + " and a grace of " + grace + " do not fit");
        }
    }

    /** Returns how long the load balancer lets a task that is shutting down finish its requests. */
    public int deregistrationDelay() {
        return delay + grace;
    }

    /** Returns the time after which ECS kills a container that has not exited. */
    public int stopTimeout() {
        return delay + grace + IDLE_CONNECTIONS + RESERVE;
    }
}
