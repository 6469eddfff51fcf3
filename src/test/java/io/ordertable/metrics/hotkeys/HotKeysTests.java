package io.ordertable.metrics.hotkeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Consumption;
import io.ordertable.metrics.Consumption.Share;
import io.ordertable.metrics.KeyLabel;
import io.ordertable.metrics.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class HotKeysTests {

    private final AtomicLong now = new AtomicLong();
    private final HotKeys hotKeys =
            new HotKeys(new HotKeysProperties(false, Duration.ofMinutes(5), 5, 64, 10), now::get);

    @Test
    void aKeyWithATenthOfAllIsFoundAmongAMillionAndItsConsumptionIsBounded() {
        Random random = new Random(1);
        int planted = 0;
        for (int i = 0; i < 200_000; i++) {
            boolean hot = random.nextInt(10) == 0;
            planted += hot ? 1 : 0;
            consume(hot ? "USER#hot" : "USER#" + random.nextInt(1_000_000), 1);
        }

        KeySketch.Estimate first = hotKeys.of(Target.TABLE).top(10).getFirst();
        assertThat(first.key()).isEqualTo("USER#hot");
        assertThat((double) planted).isBetween(first.atLeast(), first.units());
        assertThat(hotKeys.of(Target.TABLE).total()).isEqualTo(200_000);
    }

    @Test
    void capacityCountsNotCalls() {
        for (int i = 0; i < 10; i++) {
            consume("USER#often", 0.5);
        }
        consume("USER#large", 100);

        assertThat(hotKeys.of(Target.TABLE).top(2))
                .extracting(KeySketch.Estimate::key)
                .containsExactly("USER#large", "USER#often");
    }

    @Test
    void aKeyThatHasCooledDownIsForgotten() {
        consume("USER#yesterday", 1_000);
        now.addAndGet(Duration.ofMinutes(3).toNanos());
        consume("USER#today", 1);
        assertThat(hotKeys.of(Target.TABLE).top(1).getFirst().key()).isEqualTo("USER#yesterday");

        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(hotKeys.of(Target.TABLE).top(9))
                .extracting(KeySketch.Estimate::key)
                .containsExactly("USER#today");
    }

    @Test
    void keysAreShownOnlyWhereThatIsAskedFor() {
        consume("USER#1", 1);

        assertThat(firstKeyOfTheReport(false)).isEqualTo(KeyLabel.hashed("USER#1"));
        assertThat(firstKeyOfTheReport(true)).isEqualTo("USER#1");
    }

    private String firstKeyOfTheReport(boolean reveal) {
        HotKeysProperties properties = new HotKeysProperties(reveal, Duration.ofMinutes(5), 5, 64, 10);
        return new HotKeysEndpoint(hotKeys, properties)
                .report()
                .targets()
                .get("table")
                .keys()
                .getFirst()
                .key();
    }

    private void consume(String key, double units) {
        hotKeys.consumed(new Consumption(
                "GetItem",
                GetItemRequest.builder()
                        .key(Map.of("PK", AttributeValue.fromS(key)))
                        .build(),
                GetItemResponse.builder().build(),
                List.of(new Share(Target.TABLE, CapacityKind.READ, units))));
    }
}
