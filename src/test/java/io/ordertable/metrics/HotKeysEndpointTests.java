package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
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
        recent.consumed(new Consumption(
                "GetItem",
                GetItemRequest.builder()
                        .key(Map.of("PK", AttributeValue.fromS("USER#1")))
                        .build(),
                GetItemResponse.builder().build(),
                List.of(new Consumption.Share(Target.TABLE, Consumption.Kind.READ, 1))));

        assertThat(firstKey(false)).isEqualTo(HashedKey.of("USER#1"));
        assertThat(firstKey(true)).isEqualTo("USER#1");
    }

    private String firstKey(boolean reveal) {
        return new HotKeysEndpoint(recent, new HotKeysEndpoint.Properties(reveal))
                .report()
                .targets()
                .get("table")
                .keys()
                .getFirst()
                .key();
    }
}
