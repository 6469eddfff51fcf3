package io.ordertable;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.metrics.CloudWatchServer;
import io.ordertable.metrics.Workload;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Has the service work as it does in production, so that the JVM notes what it loads and what it runs often: {@code TrainingRun
 * java -XX:AOTCacheOutput=… -jar …}. For the build of the container image.
 */
final class TrainingRun {

    private static final int ROUNDS = 100;
    private static final int THROTTLED_PERCENT = 2;

    private TrainingRun() {}

    public static void main(String[] command) {
        try (FaultyDatabase database = new FaultyDatabase(LocalDynamoDb.endpoint());
                CloudWatchServer cloudWatch = new CloudWatchServer();
                ServiceProcess service = new ServiceProcess(
                        List.of(command),
                        Redirect.INHERIT,
                        database.endpoint(),
                        "spring.cloud.aws.cloudwatch.endpoint=" + cloudWatch.uri(),
                        "management.cloudwatch.metrics.export.step=5s")) {
            database.answer(call -> ThreadLocalRandom.current().nextInt(100) < THROTTLED_PERCENT
                    ? Answer.throttled()
                    : Answer.REAL_ONE);
            Workload workload = new Workload(service.api());
            for (int round = 0; round < ROUNDS; round++) {
                workload.mixed();
                service.management().get("/actuator/health/readiness");
            }
            service.management().get("/actuator/prometheus");
            int status = service.stop();
            if (status != 0 || cloudWatch.data().isEmpty()) {
                throw new IllegalStateException("the service ended with " + status + " and "
                        + cloudWatch.data().size() + " published metrics");
            }
        }
        // DynamoDB Local has threads that do not end.
        System.exit(0);
    }
}
