package io.ordertable.infra.sizing;

import io.ordertable.infra.sizing.Sizing.Tasks;
import java.util.List;

/**
 * What {@code prod} costs in a month of 730 hours at the average load, by component. Left out are traffic to the internet, taxes,
 * Container Insights, and what is optional.
 */
public record MonthlyCost(Sizing sizing, Prices prices) {

    /** A row of the cost table. */
    public record Item(String component, String basis, double usd) {}

    private static final int HOURS = 730;
    private static final double MILLION = 1e6;

    static final int ZONES = 2;
    static final int ENDPOINTS = 4;
    static final int ALARMS = 20;
    static final int KEYS = 3;
    private static final int METRICS = 90;

    /** Kept for a year, at 1 KB in the table and GSI1 each, and a quarter in GSI2. */
    private static final int MONTHS_STORED = 12;

    private static final double ORDER_KB = 2.25;

    static final int BACKUP_COPIES = 17;

    /** Of a request with its response, at the load balancer, whose unit pays for 1 GB an hour. */
    private static final double REQUEST_KB = 4;

    private static final double FUNCTION_GB = 0.5;
    private static final double INVOCATION_LOG_KB = 1;
    private static final double TASK_LOG_GB = 1;

    /** Returns the rows. */
    public List<Item> items() {
        return List.of(
                new Item("tasks (Fargate, ARM)", "as many as the average needs, at least 2", tasks()),
                new Item("load balancer", "4 KB a request", loadBalancer()),
                new Item("interface endpoints", ENDPOINTS + " in each of " + ZONES + " zones", endpoints()),
                new Item("DynamoDB writes", Sizing.ORDER_WRITES + " units an order", writes()),
                new Item("DynamoDB reads", "about %.0f units an order".formatted(reads()), dynamoDbReads()),
                new Item("DynamoDB storage", "the orders of a year", storage()),
                new Item("point-in-time recovery", "of the table, not of its indexes", recovery()),
                new Item("backups", BACKUP_COPIES + " full copies", backups()),
                new Item("events", Sizing.EVENTS + " an order, Lambda and SNS", events()),
                new Item("metrics and alarms", METRICS + " and " + ALARMS, metrics()),
                new Item("logs", "1 GB a task, 1 KB an invocation", logs()),
                new Item("keys", String.valueOf(KEYS), KEYS * prices.of("key-month")));
    }

    /** Returns the sum of all rows. */
    public double total() {
        return items().stream().mapToDouble(Item::usd).sum();
    }

    private double millionOrders() {
        return sizing.averageOrders() * HOURS * 3600 / MILLION;
    }

    private double tasks() {
        Tasks tasks = sizing.tasks();
        return tasks.min()
                * HOURS
                * (tasks.vcpus(1) * prices.of("fargate-arm-vcpu-hour")
                        + tasks.memory() / 1024.0 * prices.of("fargate-arm-gb-hour"));
    }

    private double loadBalancer() {
        double gbAnHour = sizing.averageOrders() * Sizing.REQUESTS * REQUEST_KB * 3600 / MILLION;
        return HOURS * (prices.of("load-balancer-hour") + Math.max(1, gbAnHour) * prices.of("load-balancer-unit-hour"));
    }

    private double endpoints() {
        return ENDPOINTS * ZONES * HOURS * prices.of("interface-endpoint-hour")
                + logGb() * prices.of("interface-endpoint-gb");
    }

    private double writes() {
        return millionOrders() * Sizing.ORDER_WRITES * prices.of("dynamodb-write-million");
    }

    private double reads() {
        return Sizing.TABLE_READS + Sizing.GSI1_READS + sizing.gsi2Reads();
    }

    private double dynamoDbReads() {
        return millionOrders() * reads() * prices.of("dynamodb-read-million");
    }

    private double tableGb() {
        return millionOrders() * MONTHS_STORED;
    }

    private double storage() {
        return tableGb() * ORDER_KB * prices.of("dynamodb-gb-month");
    }

    private double recovery() {
        return tableGb() * prices.of("dynamodb-recovery-gb-month");
    }

    private double backups() {
        return tableGb() * BACKUP_COPIES * prices.of("backup-gb-month");
    }

    /** A batch has up to a second's records of one partition, or 100. */
    private double millionInvocations() {
        double events = sizing.averageOrders() * Sizing.EVENTS;
        double invocations =
                Math.min(events, sizing.streamPartitions() * sizing.parallelizationFactor() + events / 100);
        return invocations * HOURS * 3600 / MILLION;
    }

    private double events() {
        double millionEvents = millionOrders() * Sizing.EVENTS;
        return millionInvocations() * prices.of("lambda-million")
                + millionEvents * MILLION / Sizing.PUBLISHED_EVENTS * FUNCTION_GB * prices.of("lambda-arm-gb-second")
                + millionEvents * prices.of("sns-million");
    }

    private double metrics() {
        return METRICS * prices.of("metric-month") + ALARMS * prices.of("alarm-month");
    }

    private double logGb() {
        return sizing.tasks().min() * TASK_LOG_GB + millionInvocations() * INVOCATION_LOG_KB;
    }

    private double logs() {
        return logGb() * prices.of("log-gb");
    }
}
