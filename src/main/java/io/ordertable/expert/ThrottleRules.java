package io.ordertable.expert;

import io.ordertable.expert.CapacityPlan.TargetPlan;
import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Target;
import io.ordertable.metrics.Traffic.Throttle;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about throttling, and about what it does to calls. */
final class ThrottleRules {

    static final List<Rule> ALL = List.of(
            ThrottleRules::throttled,
            ThrottleRules::throttledByIndex,
            ThrottleRules::tooFewStatusShards,
            ThrottleRules::retryBudgetUsedUp,
            ThrottleRules::breakerOpened,
            ThrottleRules::deadlineTooShort);

    private static final Pattern CAUSE = Pattern.compile("(?:Table|Index)(Read|Write)(.+?)(?:Throughput)?Exceeded");

    /** Findings by the cause in DynamoDB's reason. */
    private static final Map<String, String> CODES = Map.of(
            "KeyRange", "throttled-key-range",
            "Provisioned", "throttled-provisioned",
            "MaxOnDemand", "throttled-maximum",
            "AccountLimit", "throttled-account");

    private static final String UNEXPLAINED = "throttled-without-reason";

    /** The writes that one partition takes in a second. */
    private static final double SHARD_WRITES = 1_000;
    /** Shards are not used equally; docs/scale.md. */
    private static final double HEADROOM = 1.25;

    private ThrottleRules() {}

    static Stream<Observation> throttled(Evidence evidence) {
        return evidence.traffic().throttles().stream().map(throttle -> {
            Matcher cause = CAUSE.matcher(throttle.reason());
            return cause.matches()
                    ? observed(CODES.getOrDefault(cause.group(2), UNEXPLAINED), throttle)
                            .with("kind", cause.group(1).toLowerCase(Locale.ROOT))
                            .with("maximum", maximum(evidence, throttle.target(), cause.group(1)))
                    : observed(UNEXPLAINED, throttle);
        });
    }

    /** Writes of the table have to wait for its indexes. */
    static Stream<Observation> throttledByIndex(Evidence evidence) {
        return evidence.traffic().throttles().stream()
                .filter(throttle -> throttle.reason().startsWith("IndexWrite"))
                .map(throttle -> observed("index-throttles-table", throttle));
    }

    static Stream<Observation> tooFewStatusShards(Evidence evidence) {
        int shards = evidence.shards().write();
        List<Throttle> byShards = evidence.traffic().throttles().stream()
                .filter(throttle -> throttle.reason().equals("IndexWriteKeyRangeThroughputExceeded"))
                .filter(throttle -> throttle.target().equals(Target.GSI2.tag()))
                .toList();
        Optional<TableFigures> all = evidence.knownOfWholeTable();
        Map<String, Load> loads =
                all.map(TableFigures::loads).orElse(evidence.traffic().load());
        Load load = Objects.requireNonNull(loads.get(Target.GSI2.tag()));
        double peak = evidence.busiestStatus() * load.writes().peak();
        long needed = (long) Math.ceil(peak * HEADROOM / SHARD_WRITES);
        if (byShards.isEmpty() && needed <= shards) {
            return Stream.empty();
        }
        return Stream.of(Observation.of(
                        "too-few-status-shards",
                        byShards.isEmpty()
                                ? evidence.traffic().since()
                                : byShards.getFirst().since())
                .with("shards", shards)
                .with(
                        "attempts",
                        byShards.stream().mapToLong(Throttle::attempts).sum())
                .with("peak", Math.round(peak))
                .with("writer", all.isEmpty() ? "this instance" : "all instances")
                .with("recommended", byShards.isEmpty() ? needed : Math.max(needed, 2L * shards)));
    }

    static Stream<Observation> retryBudgetUsedUp(Evidence evidence) {
        return Stream.ofNullable(evidence.calls().retryBudgetUsedUp())
                .map(seen -> Observation.of("retry-budget-used-up", seen.since())
                        .with("calls", seen.times())
                        .with("budget", evidence.calls().retryBudget()));
    }

    static Stream<Observation> breakerOpened(Evidence evidence) {
        return Stream.ofNullable(evidence.calls().breakerOpened())
                .map(seen -> Observation.of("breaker-opened", seen.since())
                        .with("times", seen.times())
                        .with("state", evidence.calls().breaker().toLowerCase(Locale.ROOT)));
    }

    /** Calls that the deadline ends early are a finding only if it leaves no time for all attempts. Otherwise attempts are slow. */
    static Stream<Observation> deadlineTooShort(Evidence evidence) {
        return Stream.ofNullable(evidence.calls().deadlinePassed())
                .filter(seen -> evidence.calls()
                                .retriesTake()
                                .compareTo(evidence.calls().deadline())
                        > 0)
                .map(seen -> Observation.of("deadline-shorter-than-retries", seen.since())
                        .with("calls", seen.times())
                        .with("deadline", seconds(evidence.calls().deadline()))
                        .with("retries", seconds(evidence.calls().retriesTake())));
    }

    /** Returns the capacity that the plan recommends as a maximum. */
    private static long maximum(Evidence evidence, String target, String kind) {
        TargetPlan plan = Objects.requireNonNull(evidence.capacity().targets().get(target));
        return (kind.equals("Read") ? plan.read() : plan.write()).maximum();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 100 / 10.0;
    }

    private static Observation observed(String code, Throttle throttle) {
        return Observation.of(code, throttle.since())
                .with("target", throttle.target())
                .with("attempts", throttle.attempts())
                .with("reason", throttle.reason())
                .with("key", Objects.requireNonNullElse(throttle.key(), "unknown"))
                .withPercent("share", throttle.share());
    }
}
