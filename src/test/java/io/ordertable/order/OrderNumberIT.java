package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class OrderNumberIT extends IntegrationTest {

    private static final Instant SECOND = Instant.parse("2025-05-21T02:55:11Z");
    private static final long ID = 0x9C00_0A1B_2C3D_4E5FL;

    private final String userId = UUID.randomUUID().toString();

    @Autowired
    private OrderBatchRepository orders;

    @Test
    void aCustomerFindsAnOrderByItsNumber() {
        Users.someone().withId(UUID.fromString(userId)).post(api());
        ApiResponse order = Orders.place(api().as(userId), userId);
        Orders.importMany(api(), userId, 10);
        String number = order.text("/number");

        for (String written : List.of(number, number.toLowerCase(Locale.ROOT), number.replace("-", "%20"))) {
            ApiResponse found = api().as(userId).get("/v1/users/me/orders?number=" + written);

            assertThat(found.json().path("items")).containsExactly(order.json());
            assertThat(found.json().path("next_cursor").isNull()).isTrue();
        }
    }

    @Test
    void anOrderOfAnotherUserIsNotFoundByItsNumber() {
        String number = Orders.place(api(), Users.create(api())).text("/number");

        assertThat(PageWalk.ids(api().get(path(number)))).isEmpty();
    }

    @Test
    void ordersWithTheSameNumberAreAllFoundAmongManyOfTheSecond() {
        List<UUID> others =
                LongStream.range(1, 250).mapToObj(i -> id(500, ID + i)).toList();
        List<UUID> same = List.of(id(0, ID), id(499, ID), id(999, ID));
        List<UUID> otherSeconds = List.of(id(-1, ID), id(1000, ID));
        // The last five digits of the others are elsewhere in this one.
        UUID similar = id(501, 0x9C00_D4E5_F000_0000L);
        store(Stream.of(others, same, otherSeconds, List.of(similar)).flatMap(List::stream));
        String path = path(OrderNumber.of(id(0, ID)).toString());

        List<String> found = same.stream().map(UUID::toString).toList();
        assertThat(PageWalk.ids(api(), path)).isEqualTo(found.reversed());
        assertThat(PageWalk.ids(api(), path + "&sort=asc&limit=1")).isEqualTo(found);
    }

    @Test
    void aNumberGoesTogetherWithOtherFilters() {
        Users.someone().withId(UUID.fromString(userId)).post(api());
        ApiResponse order = Orders.place(api(), userId);
        String path = path(order.text("/number"));
        String placed = order.text("/created_at");

        assertThat(PageWalk.ids(api().get(path + "&status=pending"))).containsExactly(order.text("/order_id"));
        assertThat(PageWalk.ids(api().get(path + "&status=paid"))).isEmpty();
        assertThat(PageWalk.ids(api().get(path + "&created_from=" + placed + "&created_to=" + placed)))
                .containsExactly(order.text("/order_id"));
        assertThat(PageWalk.ids(api().get(path + "&created_to=2020-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(PageWalk.ids(api().get(path + "&created_from=2100-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "522Q-WFTK-JZ8", "522Q-WTFK-JZ9", "0196f0c4-2f00-7a11-9c00-0a1b2c3d4e5f", "%00"})
    void aTypingErrorIsReportedAsOne(String number) {
        ApiResponse refused = api().get(path(number));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo("number");
        assertThat(refused.text("/detail")).contains("typing error");
    }

    private void store(Stream<UUID> ids) {
        assertThat(orders.store(ids.map(id -> Orders.some().build(id, UUID.fromString(userId)))
                        .toList()))
                .isEmpty();
    }

    private String path(String number) {
        return Orders.path(userId) + "?number=" + number;
    }

    private static UUID id(long millisecond, long low) {
        return new UUID(SECOND.plusMillis(millisecond).toEpochMilli() << 16 | 0x7A11, low);
    }
}
