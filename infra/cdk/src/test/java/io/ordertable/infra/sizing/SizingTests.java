package io.ordertable.infra.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.ordertable.infra.sizing.MonthlyCost.Item;
import io.ordertable.infra.sizing.MonthlyCost.Prices;
import io.ordertable.infra.sizing.Sizing.Capacity;
import io.ordertable.infra.sizing.Sizing.Quota;
import io.ordertable.infra.sizing.Sizing.Tasks;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTests {

    /** As {@code AccessPatternCostIT} of the service counts: 6 units for an order with a key, 4 for a change of its status. */
    @Test
    void anOrdersLifeIsTwentyWriteUnits() {
        assertThat(Sizing.ORDER_WRITES).isEqualTo(6 + 2 + 3 * 4);
        assertThat(Sizing.TABLE_WRITES).isEqualTo(9);
        assertThat(Sizing.GSI1_WRITES).isEqualTo(4);
        assertThat(Sizing.GSI2_WRITES).isEqualTo(7);
    }

    @Test
    void maximaHaveRoomForAQuarterMoreThanThePeak() {
        Sizing sizing = new Sizing(10, 800);

        assertThat(sizing.table()).isEqualTo(new Capacity(14_500, 9_000));
        assertThat(sizing.index("GSI1")).isEqualTo(new Capacity(1_500, 4_000));
        assertThat(sizing.index("GSI2")).isEqualTo(new Capacity(200, 7_000));
    }

    @Test
    void anEnvironmentThatIsHardlyUsedStillHasRoomForAListAndAnImport() {
        Sizing sizing = new Sizing(0.01, 1);

        assertThat(sizing.table()).isEqualTo(new Capacity(200, 100));
        assertThat(sizing.tasks()).isEqualTo(new Tasks(512, 1024, 2, 2));
        assertThat(sizing.statusShards()).isEqualTo(1);
        assertThat(sizing.parallelizationFactor()).isEqualTo(1);
        assertThat(sizing.quotas()).isEmpty();
    }

    @Test
    void whatANewTableTakesAnywayIsNotWarmed() {
        assertThat(new Capacity(12_000, 4_000).warm()).isEmpty();
        assertThat(new Capacity(12_001, 100).warm()).hasValue(new Capacity(12_001, 4_000));
        assertThat(new Capacity(200, 4_001).warm()).hasValue(new Capacity(12_000, 4_001));
    }

    /** A key is added to a shard and removed from it. */
    @ParameterizedTest
    @CsvSource({"400, 1", "401, 2", "800, 2", "801, 3", "204800, 512"})
    void aShardTakesAThousandWritesASecond(int peak, int shards) {
        assertThat(new Sizing(1, peak).statusShards()).isEqualTo(shards);
    }

    @ParameterizedTest
    @CsvSource({
        "46, 512, 2",
        "47, 1024, 2",
        "700, 1024, 8",
        "800, 2048, 5",
        "1400, 2048, 8",
        "1500, 4096, 5",
        "9000, 4096, 25"
    })
    void manyTasksAreLargeAndFewAreSmall(int peak, int cpu, int count) {
        Tasks tasks = new Sizing(1, peak).tasks();

        assertThat(tasks).isEqualTo(new Tasks(cpu, 2 * cpu, 2, count));
        assertThat(tasks.requestsPerMinute()).isEqualTo(cpu / 512 * 36_000);
    }

    @Test
    void quotasAreAskedForWhenTheDefaultIsTooLow() {
        assertThat(new Sizing(100, 1_000).quotas()).containsExactly(new Quota("Fargate", "On-Demand vCPUs", 24, 6));
        assertThat(new Sizing(1_000, 10_000).quotas())
                .extracting(Quota::service)
                .containsExactly("DynamoDB", "DynamoDB", "SNS", "Fargate");
    }

    @Test
    void costIsThatOfTheAverage() throws IOException {
        assertThat(new MonthlyCost(new Sizing(1, 100), Prices.read()).items())
                .extracting(Item::component, item -> Math.round(item.usd() * 100) / 100.0)
                .contains(
                        tuple("tasks", 57.67),
                        tuple("load balancer", 22.27),
                        tuple("DynamoDB writes", 32.85),
                        tuple("KMS keys", 4.0));
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sizing(0, 1)).withMessageContaining("above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sizing(2, 1))
                .withMessageContaining("not above the peak");
    }
}
