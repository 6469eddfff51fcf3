package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Duration;

/** Publishes a backlog, and repeats what failed, for as long as the invocation lasts. */
final class Publisher {

    private final Topic topic;
    private final FullJitter backoff;

    Publisher(Topic topic, FullJitter backoff) {
        this.topic = topic;
        this.backoff = backoff;
    }

    /** Returns when the backlog is empty: what could not be published by the deadline is given up. */
    void publish(Backlog backlog, Deadline deadline, LambdaLogger log) {
        int failures = 0;
        Duration pause = Duration.ZERO;
        while (!backlog.isEmpty()) {
            if (!waited(pause, deadline)) {
                log.log("The time is up before everything is published", LogLevel.WARN);
                backlog.giveUp();
                return;
            }
            Delivery delivery = topic.publish(backlog.nextCall(), deadline.forCall(), log);
            backlog.settle(delivery);
            failures = delivery.unsettled().isEmpty() ? 0 : failures + 1;
            pause = failures == 0 ? Duration.ZERO : backoff.delay(failures);
        }
    }

    /** False without waiting where the deadline would be missed. */
    private static boolean waited(Duration pause, Deadline deadline) {
        if (pause.compareTo(deadline.left()) >= 0) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
