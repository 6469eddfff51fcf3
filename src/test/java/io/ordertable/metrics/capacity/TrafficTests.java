package io.ordertable.metrics.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Consumption;
import io.ordertable.metrics.Consumption.Share;
import io.ordertable.metrics.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class TrafficTests {

    private final AtomicLong now = new AtomicLong();
    private final Traffic traffic = new Traffic(Duration.ofSeconds(60), now::get);

    @Test
    void theAverageIsOverTheTimeCoveredAndThePeakOverTheBusiestSlice() {
        for (int second = 0; second < 10; second++) {
            consume(second == 3 ? 41 : 1);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(traffic.of(Target.TABLE, CapacityKind.READ)).isEqualTo(new Demand(5, 41));
        assertThat(traffic.of(Target.TABLE, CapacityKind.WRITE)).isEqualTo(new Demand(0, 0));
        assertThat(traffic.of(Target.GSI1, CapacityKind.READ)).isEqualTo(new Demand(0, 0));
    }

    private void consume(double units) {
        traffic.consumed(new Consumption(
                "GetItem",
                GetItemRequest.builder().build(),
                GetItemResponse.builder().build(),
                List.of(new Share(Target.TABLE, CapacityKind.READ, units))));
    }
}
