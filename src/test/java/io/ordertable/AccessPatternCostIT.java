package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.order.Orders;
import io.ordertable.security.Costs;
import io.ordertable.table.Uuid7;
import io.ordertable.user.Users;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each request makes the calls that the design's cost table allows, and costs the same however large the table is. */
@Import(CallRecorder.Installation.class)
@TestPropertySource(properties = {"ordertable.table.name=access-pattern-cost", "ordertable.erasure.max-running=0"})
class AccessPatternCostIT extends IntegrationTest {

    private static final Path TABLE = Path.of("docs/table.md");

    /** What a page with a status filter may read at most, in orders; each is below a kilobyte, four of which cost 0.5. */
    private static final int FILTER_READS = 200;

    @Autowired
    private CallRecorder recorder;

    @Autowired
    private List<RequestMappingHandlerMapping> operations;

    @Test
    void everyRequestCostsWhatTheDesignAllowsWithTenOrdersAndWithFourHundred() throws IOException {
        String withTenOrders = new ApiCosts(api(), recorder, 10).table();
        ApiCosts large = new ApiCosts(api(), recorder, 400);
        String withFourHundred = large.table();

        assertThat(withTenOrders.replaceAll("(TransactWriteItems) \\([0-9.]+\\)", "$1"))
                .isEqualTo(documented("| request | calls, with their units |"));
        assertThat(withFourHundred).isEqualTo(withTenOrders);
        assertThat(large.unitsOfAnEmptyFilteredPage()).isBetween(0.5, FILTER_READS / 4 * 0.5);
    }

    @Test
    void whatIsReservedOfABudgetIsDocumented() throws IOException {
        assertThat(documented("| operation | read units | write units |").lines())
                .containsExactlyInAnyOrderElementsOf(operations.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .filter(operation -> operation.getValue().hasMethodAnnotation(Costs.class))
                        .map(operation -> reservation(operation.getKey(), operation.getValue()))
                        .toList());
    }

    /** Neither the response nor the time that it takes gives away what others have. */
    @Test
    void whatBelongsToOthersCausesTheSameCallsAsWhatDoesNotExist() {
        String userId = Users.create(api());
        String orderId = Orders.place(api(), userId).text("/order_id");
        String missing = new Uuid7(Clock.systemUTC()).next().toString();

        for (String path : List.of(
                Users.path(userId),
                Users.path(userId) + "/erasure",
                Users.path(userId) + "/export",
                Orders.path(userId),
                Orders.path(userId, orderId))) {
            assertThat(callsOfAStranger(path)).as(path).isEmpty();
        }
        assertThat(callsOfAStranger("/v1/orders/" + orderId))
                .isEqualTo(callsOfAStranger("/v1/orders/" + missing))
                .contains("GetItem");
    }

    private static String reservation(RequestMappingInfo operation, HandlerMethod method) {
        Costs costs = Objects.requireNonNull(method.getMethodAnnotation(Costs.class));
        return "| `%s %s` | %s | %s |"
                .formatted(
                        operation.getMethodsCondition().getMethods().iterator().next(),
                        operation.getPatternValues().iterator().next().replaceAll(":\\(.*}", "}"),
                        new BigDecimal(costs.reads()).toPlainString(),
                        new BigDecimal(costs.writes()).toPlainString());
    }

    /** Returns the rows of the table with this head. */
    private static String documented(String head) throws IOException {
        String rows = Files.readString(TABLE).split(Pattern.quote(head) + "\n\\|[-|]+\n")[1];
        return rows.substring(0, rows.indexOf("\n\n") + 1);
    }

    private String callsOfAStranger(String path) {
        recorder.reset();
        assertThat(api().as(UUID.randomUUID().toString()).get(path).status()).isEqualTo(404);
        return recorder.summary();
    }
}
