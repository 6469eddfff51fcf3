package io.ordertable.infra.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.infra.sizing.DynamoDbModel.Plan;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each plan of docs/scale.md holds in a {@link DynamoDbModel}, and nothing in it can be left out. */
class ScaleSimulationTests {

    private static final int MINUTE = 60 / DynamoDbModel.STEP_SECONDS;

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000, 100_000})
    void thePlanHoldsFromTheAverageToThePeakAndThroughIt(int orders) {
        Sizing sizing = plan(orders);

        assertThat(throttledOnADay(sizing, Plan.of(sizing))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void withOneStatusShardFewerTheIndexThrottlesItsTable(int orders) {
        Sizing sizing = plan(orders);
        Plan fewer = Plan.of(sizing).withShards(sizing.statusShards() - 1);

        assertThat(throttledOnADay(sizing, fewer)).containsOnlyKeys("GSI2 writes", "table writes");
    }

    @ParameterizedTest
    @MethodSource
    void withHalfAMaximumItDoesNotHold(int orders, String target) {
        Sizing sizing = plan(orders);

        assertThat(throttledOnADay(sizing, Plan.of(sizing).withHalfTheMaximum(target)))
                .hasEntrySatisfying(target, share -> assertThat(share).isGreaterThan(0.3))
                .containsKey(target.endsWith("writes") ? "table writes" : target);
    }

    static Stream<Object[]> withHalfAMaximumItDoesNotHold() {
        return Stream.of(100, 1_000, 10_000, 100_000)
                .flatMap(orders -> Plan.of(plan(orders)).maxima().entrySet().stream()
                        .filter(maximum -> maximum.getValue() > 200)
                        .map(maximum -> new Object[] {orders, maximum.getKey()}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void aLaunchAtThePeakNeedsTheWarmThroughput(int orders) {
        Sizing sizing = plan(orders);
        Plan plan = Plan.of(sizing);

        assertThat(throttledAtALaunch(sizing, plan, 0)).doesNotContainKeys("table reads", "GSI1 reads", "GSI1 writes");
        assertThat(throttledAtALaunch(sizing, plan.withHalfTheWarmThroughput("GSI1 writes"), 0))
                .containsKey("GSI1 writes");
        assertThat(throttledAtALaunch(sizing, plan, 10))
                .as("when status shards have partitions of their own")
                .isEmpty();
    }

    private static Sizing plan(int orders) {
        return new Sizing(orders / 4.0, orders);
    }

    /** Returns what is throttled in half an hour from the average to the peak, and half an hour at it, after a quiet night. */
    private static Map<String, Double> throttledOnADay(Sizing sizing, Plan plan) {
        DynamoDbModel model = new DynamoDbModel(sizing, plan);
        double average = sizing.averageOrders();
        double most = sizing.peakOrders() * Sizing.HEADROOM;
        for (int step = 0; step < 20 * MINUTE; step++) {
            model.serve(average);
        }
        Map<String, Double> throttled = new TreeMap<>();
        for (int step = 1; step <= 60 * MINUTE; step++) {
            double rise = Math.min(1, step / (30.0 * MINUTE));
            model.serve(average + (most - average) * rise)
                    .forEach((target, share) -> throttled.merge(target, share, Math::max));
        }
        return throttled;
    }

    /** Returns what is throttled so many minutes after the first order. */
    private static Map<String, Double> throttledAtALaunch(Sizing sizing, Plan plan, int minutes) {
        DynamoDbModel model = new DynamoDbModel(sizing, plan);
        Map<String, Double> throttled = Map.of();
        for (int step = 0; step <= minutes * MINUTE; step++) {
            throttled = model.serve(sizing.peakOrders() * Sizing.HEADROOM);
        }
        return throttled;
    }
}
