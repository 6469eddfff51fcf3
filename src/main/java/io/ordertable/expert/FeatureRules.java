package io.ordertable.expert;

import io.ordertable.expert.Rule.Observation;
import io.ordertable.table.TableDescription;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Missing;
import io.ordertable.table.TableItem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about the table's settings. What AWS did not report is no evidence. In an emulator there is nothing to protect. */
final class FeatureRules {

    static final List<Rule> ALL = List.of(
            unanswered("permission-missing", Missing.DENIED),
            unanswered("table-not-described", Missing.FAILED, Missing.NO_ANSWER),
            setting("recovery-off", table -> Boolean.FALSE.equals(table.pointInTimeRecovery()) && !emulated(table)),
            setting("deletion-protection-off", inAws(details -> !details.deletionProtection())),
            setting("own-key-off", inAws(details -> !details.ownKey())),
            setting("stream-off", with(details -> !details.stream().equals("NEW_AND_OLD_IMAGES"))),
            setting(
                    "expiry-off",
                    table -> table.timeToLive() != null && !table.timeToLive().equals(TableItem.EXPIRES_AT)));

    private FeatureRules() {}

    private static Rule unanswered(String code, Missing... reasons) {
        return evidence -> {
            Map<String, Missing> missing = new TreeMap<>();
            evidence.table().missing().forEach((call, reason) -> missing.put("dynamodb:" + call, reason));
            if (evidence.wholeTable() != null && evidence.wholeTable().missing() != null) {
                missing.put("cloudwatch:GetMetricData", evidence.wholeTable().missing());
            }
            missing.values().retainAll(List.of(reasons));
            String calls = String.join(", ", missing.keySet());
            return calls.isEmpty() ? Stream.empty() : observed(code, evidence, Map.of("calls", calls));
        };
    }

    private static Rule setting(String code, Predicate<TableDescription> wrong) {
        return evidence -> wrong.test(evidence.table())
                ? observed(code, evidence, Map.of("table", evidence.table().name()))
                : Stream.empty();
    }

    private static Stream<Observation> observed(String code, Evidence evidence, Map<String, Object> numbers) {
        return Stream.of(new Observation(code, evidence.now(), numbers));
    }

    private static Predicate<TableDescription> inAws(Predicate<Details> wrong) {
        return with(details -> !details.emulated() && wrong.test(details));
    }

    private static Predicate<TableDescription> with(Predicate<Details> wrong) {
        return table -> table.details() != null && wrong.test(table.details());
    }

    private static boolean emulated(TableDescription table) {
        return table.details() != null && table.details().emulated();
    }
}
