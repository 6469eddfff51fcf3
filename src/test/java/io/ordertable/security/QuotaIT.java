package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A customer has 40 units of each kind here, and gets another one each second. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=quotas",
            "ordertable.quotas.customer-reads=1",
            "ordertable.quotas.customer-writes=1",
            "ordertable.quotas.burst=40s",
            "ordertable.web.server-timing=true"
        })
class QuotaIT extends IntegrationTest {

    @Autowired
    private MeterRegistry meters;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping controllers;

    private record Customer(Api api, String userId) {

        ApiResponse read(String order) {
            return api.get(order);
        }
    }

    @Test
    void aCallerWhoUsesUpTheReadBudgetIsRejectedWhileOthersAreNot() {
        Customer greedy = newCustomer();
        Customer polite = newCustomer();
        String order = Orders.place(api(), greedy.userId()).header("Location");
        String other = Orders.place(api(), polite.userId()).header("Location");
        double refused = refused("read");

        List<ApiResponse> responses = untilRejected(() -> greedy.read(order));

        assertThat(responses.getFirst().header("RateLimit")).isEmpty();
        assertThat(responses).hasSizeGreaterThanOrEqualTo(40);
        ApiResponse rejected = responses.getLast();
        assertThat(rejected.problem()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(rejected.header("Retry-After")).isEqualTo("1");
        assertThat(rejected.header("RateLimit-Policy")).isEqualTo("\"read\";q=40;w=40");
        assertThat(rejected.header("RateLimit")).matches("\"read\";r=0;t=(39|40)");
        assertThat(refused("read") - refused).isEqualTo(1);

        ApiResponse untouched = polite.read(other);
        assertThat(untouched.status()).isEqualTo(200);
        assertThat(untouched.header("RateLimit")).isEmpty();
        assertThat(Orders.place(greedy.api(), greedy.userId()).status())
                .as("writes have a budget of their own")
                .isEqualTo(201);
    }

    @Test
    void responsesShowWhatTheRequestUsed() {
        Customer customer = newCustomer();
        ApiResponse placed = Orders.place(customer.api(), customer.userId());
        ApiResponse read = customer.read(placed.header("Location"));
        ApiResponse unchanged = customer.api().get(placed.header("Location"), "If-None-Match", read.header("ETag"));
        ApiResponse missing = customer.read(placed.header("Location").replaceAll(".$", "x"));

        assertThat(placed.header("Server-Timing"))
                .matches(
                        "total;dur=[0-9.]+, calls;desc=\"1\", throttled;desc=\"0\", read;desc=\"0.0\", write;desc=\"[0-9]+.0\"");
        assertThat(read.header("Server-Timing")).contains("calls;desc=\"1\"").contains("read;desc=\"1.0\"");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("Server-Timing")).contains("read;desc=\"1.0\"");
        assertThat(missing.header("Server-Timing")).contains("calls;desc=\"0\"");
        assertThat(api().get("/openapi.json").header("Server-Timing")).isEmpty();
    }

    @Test
    void responsesShowTheBudgetWhenLessThanAQuarterIsLeft() {
        Customer customer = newCustomer();
        String order = Orders.place(api(), customer.userId()).header("Location");

        List<ApiResponse> accepted = untilRejected(() -> customer.read(order)).stream()
                .filter(response -> response.status() == 200)
                .toList();

        assertThat(accepted.getLast().header("RateLimit")).matches("\"read\";r=0;t=\\d+");
        assertThat(accepted.stream().map(response -> response.header("RateLimit")))
                .contains("")
                .allMatch(header -> header.isEmpty() || header.matches("\"read\";r=\\d;t=\\d+"));
        assertThat(accepted)
                .allMatch(response -> response.header("RateLimit-Policy").isEmpty()
                        == response.header("RateLimit").isEmpty());
    }

    @Test
    void budgetsRefill() {
        Customer customer = newCustomer();
        String order = Orders.place(api(), customer.userId()).header("Location");
        untilRejected(() -> customer.read(order));

        await().untilAsserted(() -> assertThat(customer.read(order).status()).isEqualTo(200));
    }

    @Test
    void whatDynamoDbReportsIsCharged() {
        Customer customer = newCustomer();
        for (int i = 0; i < 10; i++) {
            Orders.in("EUR").lines(100, "x".repeat(500)).placeFor(api(), customer.userId());
        }

        String list = Orders.path(customer.userId());
        assertThat(customer.api().get(list).status()).isEqualTo(200);
        ApiResponse rejected = untilRejected(() -> customer.api().get(list)).getLast();

        assertThat(Integer.parseInt(rejected.header("Retry-After")))
                .as("the list costs 75 units, of which 3 were reserved")
                .isGreaterThan(10);
    }

    @Test
    void aReplayCostsAsMuchAsItsTransaction() {
        Customer customer = newCustomer();
        Orders order = Orders.some();
        double refused = refused("write");

        List<ApiResponse> responses =
                untilRejected(() -> order.post(customer.api(), customer.userId(), "Idempotency-Key", "the-same"));

        assertThat(responses.getLast().header("RateLimit-Policy")).isEqualTo("\"write\";q=40;w=40");
        assertThat(responses).hasSizeLessThan(10);
        assertThat(refused("write") - refused).isEqualTo(1);
        assertThat(customer.read(Orders.path(customer.userId())).json().at("/items"))
                .hasSize(1);
    }

    @Test
    void whatWasReservedAndNotUsedIsGivenBack() {
        Customer customer = newCustomer();

        assertThat(Stream.generate(() -> customer.api()
                                .post(Orders.path(customer.userId()), "{}")
                                .status())
                        .limit(50))
                .containsOnly(400);
    }

    @Test
    void everyOperationReservesWhatItCostsButTheImportAndThePreviewThatCostsNothing() {
        assertThat(controllers.getHandlerMethods().entrySet().stream()
                        .filter(operation -> !operation.getValue().hasMethodAnnotation(Costs.class))
                        .flatMap(operation -> operation.getKey().getPatternValues().stream())
                        .filter(path -> path.startsWith("/v1/")))
                .containsExactlyInAnyOrder("/v1/orders/import", "/v1/users/{user_id}/orders/preview");
    }

    @Test
    void staffHasBudgetsOfItsOwn() {
        Customer customer = newCustomer();
        String order = Orders.place(api(), customer.userId()).header("Location");

        for (int i = 0; i < 60; i++) {
            ApiResponse read = api().get(order);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.header("RateLimit")).isEmpty();
        }
    }

    /** Returns all responses, the last of which has status 429. */
    private static List<ApiResponse> untilRejected(Supplier<ApiResponse> request) {
        List<ApiResponse> responses = new ArrayList<>();
        do {
            assertThat(responses).hasSizeLessThan(200);
            responses.add(request.get());
        } while (responses.getLast().status() != 429);
        return responses;
    }

    private Customer newCustomer() {
        String userId = Users.create(api());
        return new Customer(api().as(userId), userId);
    }

    private double refused(String kind) {
        return meters.counter("quota.refused", "kind", kind).count();
    }
}
