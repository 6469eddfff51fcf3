package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StatusShardsTests {

    private static final StatusShards SHARDS = new StatusShards(4, 4);

    /** With another hash, stored orders would not be found in their shards. */
    @Example
    void ordersAreInTheShardsInWhichTheyAlwaysWere() {
        assertThat(partition("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4f")).isEqualTo("STATUS#pending#0");
        assertThat(partition("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4e")).isEqualTo("STATUS#pending#1");
        assertThat(partition("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d")).isEqualTo("STATUS#pending#2");
        assertThat(partition("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4c")).isEqualTo("STATUS#pending#3");
        assertThat(partition("019b0000-0000-7000-8000-000000000000")).isEqualTo("STATUS#pending#0");
        assertThat(partition("ffffffff-ffff-7fff-bfff-fffffffffffd")).isEqualTo("STATUS#pending#2");
    }

    @Property
    void everyOrderIsInOneOfItsStatusesShards(
            @ForAll("timeOrdered") UUID id,
            @ForAll @IntRange(min = 1, max = 512) int read,
            @ForAll @IntRange(min = 1, max = 512) int write) {
        Assume.that(write <= read);
        StatusShards shards = new StatusShards(read, write);

        assertThat(shards.partitionsOf("paid"))
                .hasSize(read)
                .doesNotHaveDuplicates()
                .contains(shards.partitionOf("paid", id));
    }

    @Property
    void aStatusDoesNotChangeTheShard(@ForAll("timeOrdered") UUID id) {
        assertThat(SHARDS.partitionOf("paid", id).replace("paid", "shipped"))
                .isEqualTo(SHARDS.partitionOf("shipped", id));
    }

    @Example
    void shardsShareTheOrdersEvenly() {
        Uuid7 ids = new Uuid7(Clock.systemUTC());

        Map<String, Long> shares = Stream.generate(ids::next)
                .limit(4_000)
                .map(id -> SHARDS.partitionOf("pending", id))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(shares).hasSize(4).allSatisfy((shard, share) -> assertThat(share)
                .isBetween(750L, 1_250L));
    }

    private static String partition(String orderId) {
        return SHARDS.partitionOf("pending", UUID.fromString(orderId));
    }

    @Provide
    static Arbitrary<UUID> timeOrdered() {
        return ArbitraryIds.timeOrdered();
    }
}
