package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.metrics.Consumption.Share;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.Traffic.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class RecentTrafficTests {

    private static final Throttling HOT = new Throttling(Target.TABLE, "TableReadKeyRangeThroughputExceeded");

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
    void itCoversNoMoreThanItsAgeAndAtMostAnHour() {
        clock.add(Duration.ofSeconds(90));
        assertThat(recent.covered()).isEqualTo(Duration.ofSeconds(90));

        clock.add(Duration.ofHours(1));
        assertThat(recent.covered()).isEqualTo(Duration.ofMinutes(55).plusSeconds(90));
    }

    @Test
    void whatIsOlderThanAnHourIsForgotten() {
        consume("USER#yesterday", 1_000);
        clock.add(Duration.ofMinutes(59));
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
    void aThrottledCallCountsOnceForEachOfItsKeysForAnHour() {
        recent.throttled(HOT, List.of("USER#1", "USER#1", "USER#2"));
        recent.throttled(HOT, List.of("USER#1"));
        recent.throttled(new Throttling(Target.GSI2, "Other"), List.of("STATUS#pending#0"));

        var throttled = recent.throttledKeys(Target.TABLE);
        assertThat(throttled.getEstimate("USER#1")).isEqualTo(2);
        assertThat(throttled.getEstimate("USER#2")).isEqualTo(1);
        assertThat(throttled.getEstimate("STATUS#pending#0")).isZero();

        clock.add(Duration.ofHours(1));
        assertThat(recent.throttledKeys(Target.TABLE).isEmpty()).isTrue();
        assertThat(summary().throttles()).isEmpty();
    }

    @Test
    void throttlesAreSummedUpByReasonWithTheirHottestKey() {
        Instant first = Instant.ofEpochMilli(clock.wallTime());
        recent.throttled(HOT, List.of("USER#1"));
        clock.add(Duration.ofMinutes(7));
        recent.throttled(HOT, List.of("USER#2", "USER#1"));
        recent.throttled(HOT, List.of("USER#1"));
        recent.throttled(HOT, List.of("USER#3"));
        recent.throttled(Throttling.UNPROCESSED, List.of());

        assertThat(summary().throttles())
                .containsExactly(
                        new Throttle("table", HOT.reason(), 4, first, "user#1", 0.75),
                        new Throttle("table", "Unprocessed", 1, first.plusSeconds(420), null, 0));
    }

    @Test
    void readUnitsAreDividedByConsistency() {
        recent.consumed(reading(GetItemRequest.builder().consistentRead(true).build(), 4));
        recent.consumed(reading(GetItemRequest.builder().build(), 1));

        assertThat(summary().reads()).isEqualTo(new Traffic.Reads(4, 1, 0));
    }

    @Test
    void queriesCountIfTheyFilter() {
        QueryResponse page = QueryResponse.builder().scannedCount(200).count(3).build();
        for (String filter : Arrays.asList("#status = :status", null)) {
            QueryRequest query = QueryRequest.builder().filterExpression(filter).build();
            recent.consumed(new Consumption("Query", query, page, null, List.of()));
        }

        assertThat(summary().filtered()).isEqualTo(new Traffic.Filtered(1, 200, 3));
    }

    /** The attribute's name is two bytes. */
    @Test
    void everySixteenthWriteIsMeasuredAndEachLargeOne() {
        for (int i = 0; i < 33; i++) {
            write(i % 2 == 0 ? 1_024 + 100 : 500, 2);
        }
        write(390_000, 381);

        assertThat(summary().items()).isEqualTo(new Traffic.Items(3, 6, 3, 390_000, "x".repeat(389_998)));
    }

    @Test
    void theClockIsComparedWithDynamoDbsOnceAMinuteAndAfterALook() {
        Instant now = Instant.ofEpochMilli(clock.wallTime());
        answerAt(now.plusSeconds(90));
        assertThat(ahead()).isEqualTo(-90);

        answerAt(now.minusSeconds(20));
        answerAt(now);
        assertThat(ahead()).isEqualTo(20);

        clock.add(Duration.ofMinutes(1));
        answerAt(now);
        assertThat(ahead()).isEqualTo(60);
    }

    private long ahead() {
        return Objects.requireNonNull(summary().clock()).seconds();
    }

    private void answerAt(Instant time) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
        SdkHttpResponse http = SdkHttpResponse.builder().putHeader("Date", date).build();
        recent.consumed(new Consumption(
                "GetItem",
                GetItemRequest.builder().build(),
                GetItemResponse.builder().build(),
                http,
                List.of()));
    }

    private void write(int bytes, double units) {
        PutItemRequest put = PutItemRequest.builder()
                .item(Map.of("PK", AttributeValue.fromS("x".repeat(bytes - 2))))
                .build();
        recent.consumed(new Consumption(
                "PutItem",
                put,
                PutItemResponse.builder().build(),
                null,
                List.of(new Share(Target.TABLE, Kind.WRITE, units))));
    }

    private Traffic summary() {
        return recent.summary(key -> key.toLowerCase(Locale.ROOT));
    }

    private List<String> keys() {
        return List.of(rows()).stream().map(Row::getItem).toList();
    }

    private Row<String>[] rows() {
        return recent.keys(Target.TABLE).getFrequentItems(ErrorType.NO_FALSE_NEGATIVES);
    }

    private void consume(String key, double units) {
        GetItemRequest get = GetItemRequest.builder()
                .key(Map.of("PK", AttributeValue.fromS(key)))
                .build();
        recent.consumed(reading(get, units));
    }

    private static Consumption reading(GetItemRequest get, double units) {
        return new Consumption(
                "GetItem",
                get,
                GetItemResponse.builder().build(),
                null,
                List.of(new Share(Target.TABLE, Kind.READ, units)));
    }
}
