package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.ordertable.calls.CallHistory;
import io.ordertable.calls.CallHistory.Seen;
import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Target;
import io.ordertable.metrics.Traffic.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleRulesTests {

    private static final Instant SINCE = TestEvidence.NOW.minusSeconds(600);
    private static final Seen SEEN = new Seen(7, SINCE);

    @Test
    void aHealthySystemHasNoFindings() {
        assertThat(observed(new TestEvidence().load(writing(100)).busiestStatus(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TableReadKeyRangeThroughputExceeded, throttled-key-range",
        "TableWriteProvisionedThroughputExceeded, throttled-provisioned",
        "IndexReadMaxOnDemandThroughputExceeded, throttled-maximum",
        "TableWriteAccountLimitExceeded, throttled-account",
        "ProvisionedThroughputExceededException, throttled-without-reason",
        "Unprocessed, throttled-without-reason"
    })
    void theReasonDecidesWhatIsFound(String reason, String code) {
        assertThat(observed(new TestEvidence().throttles(throttle(Target.TABLE, reason, "USER#1f"))))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.code()).isEqualTo(code);
                    assertThat(seen.since()).isEqualTo(SINCE);
                    assertThat(seen.numbers())
                            .contains(
                                    entry("attempts", 40L),
                                    entry("target", "table"),
                                    entry("key", "USER#1f"),
                                    entry("share", 75L));
                });
    }

    /** 100 units on average, and twice as many at the peak, at a utilization of 70 %. */
    @Test
    void theMaximumIsThatOfTheCapacityPlan() {
        Throttle throttle = throttle(Target.GSI2, "IndexWriteMaxOnDemandThroughputExceeded", "STATUS#paid#1");

        assertThat(observed(new TestEvidence().load(writing(100)).throttles(throttle)))
                .extracting(Observation::code, seen -> seen.numbers().get("maximum"))
                .contains(tuple("throttled-maximum", 286L));
    }

    @Test
    void anIndexThatThrottlesWritesThrottlesTheTable() {
        assertThat(observed(new TestEvidence()
                        .throttles(
                                throttle(Target.GSI1, "IndexWriteProvisionedThroughputExceeded", "ORDER#1f"),
                                throttle(Target.GSI1, "IndexReadProvisionedThroughputExceeded", "ORDER#1f"))))
                .extracting(Observation::code)
                .containsExactly("throttled-provisioned", "throttled-provisioned", "index-throttles-table");
    }

    /** 4 shards take 4,000 writes a second, or 3,200 with a quarter more for what is uneven. */
    @Test
    void theBusiestStatusNeedsAShardForEachThousandWrites() {
        assertThat(shardsFor(6_300, 0.5)).isEmpty();
        assertThat(shardsFor(6_500, 0.5)).singleElement().satisfies(seen -> assertThat(seen.numbers())
                .contains(entry("shards", 4), entry("peak", 3_250L), entry("recommended", 5L)));
    }

    @Test
    void allInstancesCountIfCloudWatchKnowsThem() {
        TableFigures all =
                new TableFigures(SINCE, Map.of("gsi2", writing(10_000).apply(Target.GSI2)), Map.of(), null);

        assertThat(observed(new TestEvidence().busiestStatus(0.5).wholeTable(all)))
                .singleElement()
                .satisfies(seen -> assertThat(seen.numbers())
                        .contains(entry("peak", 5_000L), entry("writer", "all instances"), entry("recommended", 7L)));
    }

    @Test
    void shardsThatThrottleAreDoubled() {
        Throttle throttle = throttle(Target.GSI2, "IndexWriteKeyRangeThroughputExceeded", "STATUS#pending#1");

        assertThat(ThrottleRules.tooFewStatusShards(
                        new TestEvidence().throttles(throttle).get()))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.since()).isEqualTo(SINCE);
                    assertThat(seen.numbers()).contains(entry("attempts", 40L), entry("recommended", 8L));
                });
    }

    @Test
    void aRetryBudgetThatWasUsedUpAndABreakerThatOpenedAreFound() {
        assertThat(observed(new TestEvidence()
                        .calls(new CallHistory.Summary(3, SEEN, "HALF_OPEN", SEEN, null, seconds(5), seconds(6)))))
                .satisfiesExactly(
                        budget -> assertThat(budget.numbers()).containsOnly(entry("calls", 7L), entry("budget", 3)),
                        breaker -> assertThat(breaker.numbers())
                                .containsOnly(entry("times", 7L), entry("state", "half_open")))
                .extracting(Observation::code)
                .containsExactly("retry-budget-used-up", "breaker-opened");
    }

    @Test
    void aDeadlineIsTooShortIfItEndedCallsAndLeavesNoTimeForRetries() {
        assertThat(observed(new TestEvidence().calls(deadline(5, 6))))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.code()).isEqualTo("deadline-shorter-than-retries");
                    assertThat(seen.numbers())
                            .containsOnly(entry("calls", 7L), entry("deadline", 5.0), entry("retries", 6.0));
                });
        assertThat(observed(new TestEvidence().calls(deadline(7, 6)))).isEmpty();
    }

    private static CallHistory.Summary deadline(int deadline, int retries) {
        return new CallHistory.Summary(100, null, "CLOSED", null, SEEN, seconds(deadline), seconds(retries));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static List<Observation> shardsFor(double writes, double share) {
        return observed(new TestEvidence().load(writing(writes)).busiestStatus(share));
    }

    private static Function<Target, Load> writing(double units) {
        return target -> new Load(new Demand(0, 0), new Demand(units, units));
    }

    private static Throttle throttle(Target target, String reason, String key) {
        return new Throttle(target.tag(), reason, 40, SINCE, key, 0.75);
    }

    private static List<Observation> observed(TestEvidence evidence) {
        List<Observation> observations = ThrottleRules.ALL.stream()
                .flatMap(rule -> rule.observe(evidence.get()))
                .toList();
        assertThat(observations).extracting(FindingTexts.load()::describe).doesNotContainNull();
        return observations;
    }
}
