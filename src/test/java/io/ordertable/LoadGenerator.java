package io.ordertable;

import io.ordertable.LoadClient.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Sends requests to a local service at a fixed rate, whether or not it keeps up: each is due at its time, and its latency counts from
 * then. A client that waited for responses would send less just when the service is slow, and not see it.
 */
final class LoadGenerator {

    private static final Duration LINE = Duration.ofSeconds(2);
    private static final int REGISTRATIONS_AT_ONCE = 8;
    private static final int NANOS = 1_000_000_000;

    private final LoadSettings settings;
    private final LoadClient client;
    private final LoadReport report = new LoadReport();
    private final Semaphore places;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final double[] customers;
    private final Map<Operation, Integer> mix;

    LoadGenerator(LoadSettings settings, UnaryOperator<String> tokens) {
        this.settings = settings;
        this.client = new LoadClient(settings.target(), tokens);
        this.places = new Semaphore(settings.maxWaiting());
        this.customers = zipf(settings.customers(), settings.skew());
        this.mix = settings.mix();
    }

    /** Runs until the duration has passed, or until the process is told to end. */
    public static void main(String[] arguments) throws InterruptedException {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        try {
            LoadSettings settings = LoadSettings.of(environment);
            LoadGenerator generator = new LoadGenerator(settings, LoadClient.tokensOf(settings.issuer()));
            System.out.println("Creating " + settings.customers() + " customers at " + settings.target());
            generator.register();
            System.out.println("Sending " + settings.rate() + " requests a second");
            CountDownLatch reported = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                generator.stop();
                await(reported, LoadClient.TIMEOUT.plus(LINE));
            }));
            System.out.println(generator.run().summary());
            reported.countDown();
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Creates the customers that do not exist yet. */
    void register() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(REGISTRATIONS_AT_ONCE)) {
            for (Future<?> registration : IntStream.range(0, settings.customers())
                    .mapToObj(customer -> threads.submit(() -> client.register(customer)))
                    .toList()) {
                registration.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /** Sends requests until it is stopped or the duration has passed, and waits for the last responses. */
    LoadReport run() {
        long begun = System.nanoTime();
        long last = settings.duration().isZero()
                ? Long.MAX_VALUE
                : (long) (settings.duration().toNanos() * settings.rate() / NANOS);
        report.start();
        Thread lines = Thread.startVirtualThread(this::printLines);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long request = 0; request < last; request++) {
                long due = begun + (long) (request * NANOS / settings.rate());
                if (await(stopped, Duration.ofNanos(due - System.nanoTime()))) {
                    break;
                }
                if (places.tryAcquire()) {
                    threads.execute(() -> send(due));
                } else {
                    report.addDropped();
                }
            }
        }
        lines.interrupt();
        return report;
    }

    /** Sends no further requests. */
    void stop() {
        stopped.countDown();
    }

    private void send(long due) {
        try {
            Operation operation = operation();
            LoadClient.Outcome outcome = client.perform(operation, customer());
            report.add(operation, outcome, System.nanoTime() - due);
        } finally {
            places.release();
        }
    }

    private void printLines() {
        try {
            while (true) {
                Thread.sleep(LINE);
                System.out.println(report.line(settings.maxWaiting() - places.availablePermits()));
            }
        } catch (InterruptedException e) {
            // The summary follows.
        }
    }

    private Operation operation() {
        int sum = mix.values().stream().mapToInt(Integer::intValue).sum();
        int random = ThreadLocalRandom.current().nextInt(sum);
        for (Map.Entry<Operation, Integer> weight : mix.entrySet()) {
            random -= weight.getValue();
            if (random < 0) {
                return weight.getKey();
            }
        }
        throw new IllegalStateException();
    }

    private int customer() {
        double random = ThreadLocalRandom.current().nextDouble() * customers[customers.length - 1];
        return (int) IntStream.range(0, customers.length - 1)
                .takeWhile(customer -> customers[customer] <= random)
                .count();
    }

    /** Returns the sums of the customers' weights up to each of them. */
    private static double[] zipf(int count, double exponent) {
        double[] sums = IntStream.rangeClosed(1, count)
                .mapToDouble(rank -> 1 / Math.pow(rank, exponent))
                .toArray();
        for (int i = 1; i < count; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
