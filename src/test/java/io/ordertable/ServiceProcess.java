package io.ordertable;

import io.ordertable.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service as production runs it, but for addresses and credentials, in a process of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final int port = LocalDynamoDb.freePort();
    private final int managementPort = LocalDynamoDb.freePort();
    private final Process process;

    /**
     * Starts it and waits until it is ready.
     *
     * @param command what runs it
     * @param log where it writes; inherited where empty
     * @param database where its DynamoDB listens
     * @param properties further ones, such as {@code ordertable.table.name=orders}
     */
    ServiceProcess(List<String> command, ProcessBuilder.Redirect log, URI database, String... properties) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(command.stream(), arguments(database, properties)).toList());
        builder.environment().putAll(Map.of("SPRING_PROFILES_ACTIVE", "production", "SPRING_AOT_ENABLED", "true"));
        try {
            process = builder.redirectErrorStream(true).redirectOutput(log).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReadiness();
    }

    Api api() {
        return new Api(port);
    }

    /** Returns where the API is. */
    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the CPU time that the process has taken so far. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    Api management() {
        return new Api(managementPort);
    }

    /** Sends {@code SIGTERM}. */
    void signal() {
        process.destroy();
    }

    /** Sends {@code SIGTERM} and returns the exit code. */
    int stop() {
        signal();
        return exitCode();
    }

    /** Waits until the service has ended and returns the exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(STOP)) {
                throw new IllegalStateException("the service did not stop within " + STOP);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Stream<String> arguments(URI database, String... properties) {
        Stream<String> fixed = Stream.of(
                "server.port=" + port,
                "management.server.port=" + managementPort,
                "spring.cloud.aws.dynamodb.endpoint=" + database,
                "spring.cloud.aws.region.static=eu-west-1",
                "spring.cloud.aws.credentials.access-key=test",
                "spring.cloud.aws.credentials.secret-key=test",
                "ordertable.table.create=true",
                "ordertable.quotas.staff-reads=1000000",
                "ordertable.quotas.staff-writes=1000000");
        return Stream.concat(
                Stream.of(Tokens.arguments()),
                Stream.concat(fixed, Stream.of(properties)).map("--"::concat));
    }

    private void awaitReadiness() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("the service did not start");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean isReady() {
        try {
            URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
            return ((HttpURLConnection) readiness.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
