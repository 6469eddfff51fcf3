package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ordertable.expert.Rule.Observation;
import java.util.List;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;

class TrafficRulesTests {

    @Test
    void aHealthySystemHasNoFindings() {
        assertThat(observed(new TestEvidence()
                        .items(500, 1_000, 40, 20_000)
                        .reads(10_000, 8_000, 3_000)
                        .filtered(20, 4_000, 1_500)
                        .clockAhead(1)))
                .isEmpty();
    }

    @Test
    void anItemThatLeavesLessThanATenthOfTheLimitIsFound() {
        assertThat(observed(new TestEvidence().items(1, 360, 0, 368_639))).isEmpty();
        numbers("items-near-limit", new TestEvidence().items(1, 360, 0, 368_640))
                .containsOnly(entry("kilobytes", 360), entry("key", "USER#1f"), entry("share", 90L));
    }

    @Test
    void itemsJustOverAKilobyteAreFoundIfTheyAreManyAndSmall() {
        numbers("items-just-over-a-kilobyte", new TestEvidence().items(100, 160, 40, 2_000))
                .containsOnly(entry("items", 100L), entry("share", 40L), entry("saving", 25L));
        assertThat(observed(new TestEvidence().items(19, 38, 19, 2_000))).isEmpty();
        assertThat(observed(new TestEvidence().items(100, 160, 24, 2_000))).isEmpty();
        assertThat(observed(new TestEvidence().items(100, 1_600, 90, 20_000))).isEmpty();
    }

    @Test
    void consistentReadsAreFoundIfTheyPrevailAndLittleIsWritten() {
        numbers("consistent-reads", new TestEvidence().reads(4_000, 1_000, 200))
                .containsOnly(
                        entry("units", 4_000L), entry("written", 200L), entry("share", 80L), entry("saving", 2_000L));
        assertThat(observed(new TestEvidence().reads(999, 0, 0))).isEmpty();
        assertThat(observed(new TestEvidence().reads(4_000, 1_001, 200))).isEmpty();
        assertThat(observed(new TestEvidence().reads(4_000, 1_000, 201))).isEmpty();
    }

    @Test
    void filtersAreFoundIfTheyReturnLessThanATenth() {
        numbers("wasteful-filters", new TestEvidence().filtered(5, 1_000, 100))
                .containsOnly(entry("queries", 5L), entry("read", 1_000L), entry("returned", 100L));
        assertThat(observed(new TestEvidence().filtered(5, 1_000, 101))).isEmpty();
        assertThat(observed(new TestEvidence().filtered(5, 999, 0))).isEmpty();
    }

    @Test
    void aClockThatIsFiveSecondsOffIsFound() {
        numbers("clock-skew", new TestEvidence().clockAhead(-5))
                .containsOnly(entry("seconds", 5L), entry("direction", "behind"));
        numbers("clock-skew", new TestEvidence().clockAhead(90))
                .containsOnly(entry("seconds", 90L), entry("direction", "ahead of"));
        assertThat(observed(new TestEvidence().clockAhead(4))).isEmpty();
    }

    private static MapAssert<String, Object> numbers(String code, TestEvidence evidence) {
        Observation observation = assertThat(observed(evidence)).singleElement().actual();
        assertThat(observation.code()).isEqualTo(code);
        return assertThat(observation.numbers());
    }

    private static List<Observation> observed(TestEvidence evidence) {
        List<Observation> observations = TrafficRules.ALL.stream()
                .flatMap(rule -> rule.observe(evidence.get()))
                .toList();
        assertThat(observations).extracting(FindingTexts.load()::describe).doesNotContainNull();
        return observations;
    }
}
