package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.ordertable.metrics.HotKeysEndpoint.HotKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class HotKeysEndpointTests {

    private final RecentConsumption recent = new RecentConsumption(new MockClock());

    @Test
    void keysAreShownOnlyIfThatIsConfigured() {
        recent.consumed(reading("USER#1", 1));

        assertThat(firstKey(false)).isEqualTo(HashedKey.of("USER#1"));
        assertThat(firstKey(true)).isEqualTo("USER#1");
    }

    @Test
    void theKeysThatWereThrottledMostOftenComeFirst() {
        recent.consumed(reading("USER#busy", 100));
        recent.consumed(reading("USER#blocked", 1));
        recent.throttled(Target.TABLE, List.of("USER#blocked", "USER#starved"));
        recent.throttled(Target.TABLE, List.of("USER#starved"));

        assertThat(keys(true))
                .containsExactly(
                        new HotKey("USER#starved", 2, 0, 0, 0),
                        new HotKey("USER#blocked", 1, 1, 1, 0.01),
                        new HotKey("USER#busy", 0, 100, 100, 0.99));
    }

    private String firstKey(boolean reveal) {
        return keys(reveal).getFirst().key();
    }

    private List<HotKey> keys(boolean reveal) {
        return new HotKeysEndpoint(recent, new HotKeysEndpoint.Properties(reveal))
                .report()
                .targets()
                .get("table")
                .keys();
    }

    private static Consumption reading(String key, double units) {
        return new Consumption(
                "GetItem",
                GetItemRequest.builder()
                        .key(Map.of("PK", AttributeValue.fromS(key)))
                        .build(),
                GetItemResponse.builder().build(),
                List.of(new Consumption.Share(Target.TABLE, Consumption.Kind.READ, units)));
    }
}
