package io.ordertable.infra.settings;

/**
 * How a task ends without losing a request, in seconds. The application waits, then lets requests finish; the load balancer drains
 * meanwhile; the container is killed only after both.
 *
 * @param delay how long the application serves on after its readiness went down ({@code ordertable.shutdown-delay})
 * @param grace how long requests in flight may take to finish ({@code spring.lifecycle.timeout-per-shutdown-phase})
 */
public record Shutdown(int delay, int grace) {

    /** For how long unused connections hold up the application's end: 2 s longer than {@code ordertable.deadline}. */
    private static final int IDLE_CONNECTIONS = 7;
    /** For the last metrics and the JVM's own end. */
    private static final int RESERVE = 8;
    /** A limit of Fargate. */
    private static final int LONGEST = 120;

    public Shutdown {
        if (delay < 0 || grace < 1 || delay + grace + IDLE_CONNECTIONS + RESERVE > LONGEST) {
            throw new IllegalArgumentException("Fargate kills a task after " + LONGEST + " seconds: a delay of " + delay
                    + " and a grace of " + grace + " do not fit");
        }
    }

    /** How long the load balancer lets a task that leaves finish its requests. */
    public int deregistrationDelay() {
        return delay + grace;
    }

    /** When ECS kills a container that has not ended. */
    public int stopTimeout() {
        return delay + grace + IDLE_CONNECTIONS + RESERVE;
    }
}
