package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.expert.HotKeys.HotKey;
import io.ordertable.metrics.HashedKey;
import io.ordertable.metrics.RecentTraffic;
import java.util.function.UnaryOperator;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.junit.jupiter.api.Test;

class HotKeysTests {

    private final FrequentItemsSketch<String> units = new FrequentItemsSketch<>(64);
    private final FrequentItemsSketch<String> throttled = new FrequentItemsSketch<>(64);

    @Test
    void keysAreShownOnlyIfThatIsConfigured() {
        RecentTraffic unused = null;

        assertThat(new HotKeys(unused, new HotKeys.Properties(false)).shown("USER#1"))
                .isEqualTo(HashedKey.of("USER#1"));
        assertThat(new HotKeys(unused, new HotKeys.Properties(true)).shown("USER#1"))
                .isEqualTo("USER#1");
    }

    @Test
    void theBusiestStatusIsThatWithMostOverAllItsShards() {
        units.update("STATUS#pending#0", 30);
        units.update("STATUS#pending#1", 30);
        units.update("STATUS#paid#0", 40);

        assertThat(HotKeys.busiestStatus(units)).isEqualTo(0.6);
        assertThat(HotKeys.busiestStatus(throttled)).isZero();
    }

    @Test
    void theKeysThatWereThrottledMostOftenComeFirst() {
        units.update("USER#busy", 100_000);
        units.update("USER#blocked", 1_000);
        throttled.update("USER#blocked");
        throttled.update("USER#starved", 2);

        assertThat(HotKeys.consumers(units, throttled, UnaryOperator.identity()).keys())
                .containsExactly(
                        new HotKey("USER#starved", 2, 0, 0, 0),
                        new HotKey("USER#blocked", 1, 1, 1, 0.01),
                        new HotKey("USER#busy", 0, 100, 100, 0.99));
    }
}
