package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alarm goes off in its worst case, missing data included, and does not while all is well and few requests arrive. */
class AlarmScenarioTests {

    private static final Path FILE = Path.of("src/test/resources/alarm-scenarios.txt");

    /** A rule rings if the alarms of all its conditions do. */
    private record Scenario(String rule, boolean on, String what, Map<String, List<Double>> streams) {

        static Scenario of(String line) {
            String[] parts = line.split("\\s*\\|\\s*", 4);
            Map<String, List<Double>> streams = new HashMap<>();
            Arrays.stream(parts[3].split(";"))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> {
                        String[] words = text.split(" ");
                        streams.put(
                                words[0],
                                Arrays.stream(words)
                                        .skip(1)
                                        .flatMap(Scenario::values)
                                        .toList());
                    });
            return new Scenario(parts[0], parts[1].equals("on"), parts[2], streams);
        }

        private static Stream<Double> values(String word) {
            String[] parts = word.split("x");
            double value = parts[0].equals("-") ? Double.NaN : Double.parseDouble(parts[0]);
            return Collections.nCopies(parts.length > 1 ? Integer.parseInt(parts[1]) : 1, value).stream();
        }

        /** Returns the same, before the newest values have arrived. */
        Scenario late() {
            Map<String, List<Double>> late = new HashMap<>();
            streams.forEach((name, values) -> {
                List<Double> more = new ArrayList<>(values);
                more.add(Double.NaN);
                late.put(name, more);
            });
            return new Scenario(rule, on, what + ", and the newest data is late", late);
        }

        @Override
        public String toString() {
            return rule + (on ? " is on if " : " is off if ") + what;
        }
    }

    static Stream<Scenario> scenarios() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.contains("|") && !line.startsWith("#"))
                .map(Scenario::of)
                .flatMap(scenario -> Stream.of(scenario, scenario.late()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anAlarmIsOnInItsWorstCaseAndOffWhileAllIsWell(Scenario scenario) {
        List<Resource> conditions = conditions(scenario.rule());

        assertThat(conditions).isNotEmpty();
        conditions.forEach(alarm -> assertThat(scenario.streams().keySet())
                .as("metrics that %s reads", scenario.rule())
                .allMatch(name -> reads(alarm, name)));
        assertThat(conditions.stream().allMatch(alarm -> new AlarmEvaluation(alarm).rings(scenario.streams())))
                .isEqualTo(scenario.on());
    }

    @Test
    void eachAlarmHasAScenarioInWhichItIsOnAndOneInWhichItIsOff() throws IOException {
        Set<String> on = new HashSet<>();
        Set<String> off = new HashSet<>();
        scenarios().forEach(scenario -> conditions(scenario.rule())
                .forEach(alarm -> (scenario.on() ? on : off).add(name(alarm))));

        assertThat(Stream.concat(Alarms.metric(Variants.prod()).stream(), Alarms.metric(Variants.everything()).stream())
                        .map(AlarmScenarioTests::name))
                .isNotEmpty()
                .allMatch(on::contains)
                .allMatch(off::contains);
    }

    private static String name(Resource alarm) {
        return alarm.text("/AlarmName");
    }

    private static List<Resource> conditions(String rule) {
        return Stream.of(Variants.everything(), Variants.prod(), CapacityTests.LARGE)
                .map(settings -> Alarms.conditions(settings, rule))
                .filter(alarms -> !alarms.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Without metric math, an alarm has one metric, whose source a template does not name. */
    private static boolean reads(Resource alarm, String name) {
        Set<String> ids = new AlarmEvaluation(alarm).metrics().keySet();
        return ids.contains(name) || ids.size() == 1;
    }
}
