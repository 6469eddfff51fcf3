package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.calls.FaultTest;
import io.ordertable.user.Users;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Lists by status with as many shards as there may be, and all orders in one of them, as when the number has just been raised. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=many-shards",
            "ordertable.table.status-shards.read=512",
            "ordertable.table.status-shards.write=1",
            "ordertable.deadline=20s",
            "ordertable.dynamodb.call-timeout=10s"
        })
class ManyShardsIT extends FaultTest {

    private static final String LIST = "/v1/orders?status=pending&limit=100";

    @Test
    void aPageReadsAFewKeysOfEachShardAndEndsWhereTheyDo() {
        List<String> ids = Orders.importMany(api(), Users.create(api()), 30);
        database.heal();

        List<ApiResponse> pages = PageWalk.pages(api(), LIST);

        assertThat(PageWalk.ids(pages)).containsExactlyElementsOf(ids.reversed());
        assertThat(pages).as("not the last of 25 keys").first().satisfies(page -> assertThat(PageWalk.ids(page))
                .hasSize(24));
        assertThat(database.calls().stream().filter(call -> call.operation().equals("Query")))
                .as("of two pages")
                .hasSize(2 * 512);
    }

    @Test
    void aPageMakesEightCallsAtOnceAndNoneAfterOneHasFailed() {
        database.answer(call -> Answer.error(400, "ResourceNotFoundException"));

        assertThat(api().get(LIST).problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(database.calls()).hasSizeLessThan(2 * 8);
    }
}
