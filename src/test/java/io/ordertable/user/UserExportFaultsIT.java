package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.calls.TracedTest;
import io.ordertable.order.Orders;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An export while the database fails. */
class UserExportFaultsIT extends TracedTest {

    @Test
    void pagesAreReadAgainUntilTheDatabaseAnswers() {
        String userId = userWithOrders();
        AtomicInteger calls = new AtomicInteger();
        database.answer(call -> calls.incrementAndGet() % 2 == 0 ? Answer.throttled() : Answer.REAL_ONE);

        List<JsonNode> lines = export(userId).jsonLines();

        assertThat(lines).hasSize(252);
        assertThat(lines.getLast().path("complete").asBoolean()).isTrue();
    }

    @Test
    void anExportThatCannotBeginIsRejected() {
        String userId = userWithOrders();
        database.answer(call -> call.operation().equals("Query") ? Answer.throttled() : Answer.REAL_ONE);

        assertThat(export(userId).problem()).isEqualTo("THROTTLED");
    }

    @Test
    void anExportThatBreaksHasNoLastLine() {
        String userId = userWithOrders();
        AtomicInteger queries = new AtomicInteger();
        database.answer(call -> call.operation().equals("Query") && queries.incrementAndGet() > 3
                ? Answer.error(400, "ValidationException")
                : Answer.REAL_ONE);

        List<JsonNode> lines = export(userId).jsonLines();

        assertThat(lines).hasSize(201).noneMatch(line -> line.has("complete"));
    }

    private String userWithOrders() {
        String userId = Users.create(api());
        Orders.importMany(api(), userId, 250);
        return userId;
    }

    private ApiResponse export(String userId) {
        return api().get(Users.path(userId) + "/export");
    }
}
