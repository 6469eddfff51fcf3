package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.metrics.Consumption.Share;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class RecentTrafficTests {

    private final MockClock clock = new MockClock();
    private final RecentTraffic recent = new RecentTraffic(clock);

    @Test
    void theAverageIsOverTheTimeCoveredAndThePeakIsTheBusiestMinute() {
        for (int minute = 0; minute < 5; minute++) {
            consume("USER#1", minute == 3 ? 2_400 : 60);
            clock.add(Duration.ofMinutes(1));
        }

        assertThat(recent.load(Target.TABLE)).isEqualTo(new Load(new Demand(8.8, 40), new Demand(0, 0)));
        assertThat(recent.load(Target.GSI1)).isEqualTo(new Load(new Demand(0, 0), new Demand(0, 0)));
    }

    @Test
    void itCoversNoMoreThanItsAgeAndAtMostTenMinutes() {
        clock.add(Duration.ofSeconds(90));
        assertThat(recent.covered()).isEqualTo(Duration.ofSeconds(90));

        clock.add(Duration.ofHours(1));
        assertThat(recent.covered()).isEqualTo(Duration.ofSeconds(570));
    }

    @Test
    void whatIsOlderThanTenMinutesIsForgotten() {
        consume("USER#yesterday", 1_000);
        clock.add(Duration.ofMinutes(9));
        consume("USER#today", 1);
        assertThat(keys()).containsExactly("USER#yesterday", "USER#today");

        clock.add(Duration.ofMinutes(1));
        assertThat(keys()).containsExactly("USER#today");
        assertThat(recent.load(Target.TABLE).reads().average()).isLessThan(1);
    }

    @Test
    void aKeyWithATenthOfAllIsFoundAmongAMillionAndItsConsumptionIsBounded() {
        Random random = new Random(1);
        int planted = 0;
        for (int i = 0; i < 200_000; i++) {
            boolean hot = random.nextInt(10) == 0;
            planted += hot ? 1 : 0;
            consume(hot ? "USER#hot" : "USER#" + random.nextInt(1_000_000), 1);
        }

        Row<String> first = rows()[0];
        assertThat(first.getItem()).isEqualTo("USER#hot");
        assertThat(planted * 1_000L).isBetween(first.getLowerBound(), first.getEstimate());
        assertThat(recent.keys(Target.TABLE).getStreamLength()).isEqualTo(200_000_000);
    }

    @Test
    void capacityCountsNotCalls() {
        for (int i = 0; i < 10; i++) {
            consume("USER#often", 0.5);
        }
        consume("USER#large", 100);

        assertThat(keys()).containsExactly("USER#large", "USER#often");
    }

    @Test
    void aThrottledCallCountsOnceForEachOfItsKeysForTenMinutes() {
        recent.throttled(Target.TABLE, List.of("USER#1", "USER#1", "USER#2"));
        recent.throttled(Target.TABLE, List.of("USER#1"));
        recent.throttled(Target.GSI2, List.of("STATUS#pending#0"));

        var throttled = recent.throttledKeys(Target.TABLE);
        assertThat(throttled.getEstimate("USER#1")).isEqualTo(2);
        assertThat(throttled.getEstimate("USER#2")).isEqualTo(1);
        assertThat(throttled.getEstimate("STATUS#pending#0")).isZero();

        clock.add(Duration.ofMinutes(10));
        assertThat(recent.throttledKeys(Target.TABLE).isEmpty()).isTrue();
    }

    private List<String> keys() {
        return List.of(rows()).stream().map(Row::getItem).toList();
    }

    private Row<String>[] rows() {
        return recent.keys(Target.TABLE).getFrequentItems(ErrorType.NO_FALSE_NEGATIVES);
    }

    private void consume(String key, double units) {
        recent.consumed(new Consumption(
                "GetItem",
                GetItemRequest.builder()
                        .key(Map.of("PK", AttributeValue.fromS(key)))
                        .build(),
                GetItemResponse.builder().build(),
                List.of(new Share(Target.TABLE, Kind.READ, units))));
    }
}
