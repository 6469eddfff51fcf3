package io.ordertable.infra.sizing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.infra.sizing.Sizing.Tasks;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code prod} costs in a month of 730 hours at the average load. docs/scale.md lists what is left out. */
public record MonthlyCost(Sizing sizing, Prices prices) {

    /** What one component costs. */
    public record Item(String component, String basis, double usd) {}

    /** List prices of a region on a day, without taxes and free tiers: US dollars for a unit, by name. */
    public record Prices(String region, String date, Map<String, Double> usd) {

        /** Reads {@code prices.json}. */
        public static Prices read() throws IOException {
            try (InputStream file = Prices.class.getResourceAsStream("/prices.json")) {
                return new ObjectMapper().readValue(file, Prices.class);
            }
        }
    }

    private static final int HOURS = 730;

    /** In each of two zones. */
    private static final int ENDPOINTS = 4 * 2;

    private static final int METRICS = 90;

    /** Metrics that alarms read, each of which costs as much as an alarm, and 5 composite alarms, which cost as much as 5. */
    private static final int ALARMS = 62 + 5 * 5;

    /** Of the table, and of three topics. */
    private static final int KEYS = 4;

    private static final int FULL_BACKUPS = 17;
    private static final int MONTHS_KEPT = 12;

    /** In the table and in GSI1 1 KB each, and in GSI2 a quarter. */
    private static final double ORDER_KB = 2.25;

    private static final double REQUEST_KB = 4;
    private static final double FUNCTION_GB = 0.5;

    /** Returns the rows of the cost table. */
    public List<Item> items() {
        Tasks tasks = sizing.tasks();
        double task = tasks.cpu() / 1024.0 * usd("fargate-arm-vcpu-hour")
                + tasks.memory() / 1024.0 * usd("fargate-arm-gb-hour");
        double gbAnHour = sizing.averageOrders() * Sizing.REQUESTS * REQUEST_KB * 3600 / 1e6;
        double orders = millionsAMonth(sizing.averageOrders());
        double reads = Sizing.TABLE_READS + Sizing.GSI1_READS + sizing.gsi2Reads();
        double gb = orders * MONTHS_KEPT;
        double events = orders * Sizing.EVENTS;
        double invocations = Math.min(events, millionsAMonth(sizing.concurrentPublications()) + events / 100);
        double gbSeconds = events * 1e6 / Sizing.PUBLISHED_EVENTS * FUNCTION_GB;
        double logGb = tasks.min() + invocations;
        return List.of(
                new Item("tasks", "Fargate on ARM, as many as the average needs", tasks.min() * HOURS * task),
                new Item(
                        "load balancer",
                        "4 KB a request",
                        HOURS * (usd("load-balancer-hour") + Math.max(1, gbAnHour) * usd("load-balancer-unit-hour"))),
                new Item(
                        "interface endpoints",
                        "4 in each of two zones",
                        ENDPOINTS * HOURS * usd("interface-endpoint-hour") + logGb * usd("interface-endpoint-gb")),
                new Item(
                        "DynamoDB writes",
                        "20 units an order",
                        orders * Sizing.ORDER_WRITES * usd("dynamodb-write-million")),
                new Item(
                        "DynamoDB reads",
                        "16 units an order, and lists by status",
                        orders * reads * usd("dynamodb-read-million")),
                new Item("DynamoDB storage", "the orders of a year", gb * ORDER_KB * usd("dynamodb-gb-month")),
                new Item("point-in-time recovery", "the same, without indexes", gb * usd("dynamodb-recovery-gb-month")),
                new Item("backups", FULL_BACKUPS + " full copies of it", gb * FULL_BACKUPS * usd("backup-gb-month")),
                new Item(
                        "events, Lambda",
                        "4 an order",
                        invocations * usd("lambda-million") + gbSeconds * usd("lambda-arm-gb-second")),
                new Item("events, SNS", "5 messages an order", orders * Sizing.MESSAGES * usd("sns-million")),
                new Item(
                        "metrics and alarms",
                        METRICS + " and " + ALARMS,
                        METRICS * usd("metric-month") + ALARMS * usd("alarm-month")),
                new Item("logs", "1 GB a task, 1 KB an invocation", logGb * usd("log-gb")),
                new Item("KMS keys", String.valueOf(KEYS), KEYS * usd("key-month")));
    }

    private double usd(String unit) {
        return Objects.requireNonNull(prices.usd().get(unit), unit);
    }

    private static double millionsAMonth(double timesASecond) {
        return timesASecond * HOURS * 3600 / 1e6;
    }
}
