package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabaseConfiguration;
import io.ordertable.FaultyDatabaseConfiguration.LosableCredentials;
import io.ordertable.IntegrationTest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test against the running service while the database fails on the wire. Time runs fast: delays start at 2 ms. */
@Import(FaultyDatabaseConfiguration.class)
@TestPropertySource(
        properties = {
            "resilience4j.retry.instances.dynamodb.wait-duration=2ms",
            "ordertable.deadline=2s",
            "ordertable.dynamodb.call-timeout=600ms"
        })
@ResourceLock("faulty database")
abstract class FaultTest extends IntegrationTest {

    static final String ORDER = """
            {"currency": "EUR", "lines": [{"sku": "A-1", "name": "Tea", "quantity": 2, "unit_price": "9.99"}]}""";

    @Autowired
    FaultyDatabase database;

    @Autowired
    LosableCredentials credentials;

    @Autowired
    RetryBudget budget;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @BeforeEach
    void startWell() {
        database.heal();
        credentials.restore();
        breaker().reset();
        // A first call may take longer than a call is given here.
        await().until(() -> api().get("/v1/users?email=nobody@example.org").status() == 200);
        while (budget.level() < 100) {
            budget.deposit();
        }
    }

    @AfterEach
    void endWell() {
        startWell();
    }

    CircuitBreaker breaker() {
        return breakers.circuitBreaker("dynamodb");
    }

    /** The path of a new user. */
    String newUser() {
        return created(api().post("/v1/users", userNamed("Ada")));
    }

    /** The path of a new order. */
    String newOrder() {
        return created(api().post(newUser() + "/orders", ORDER));
    }

    private static String created(ApiResponse response) {
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response.header("Location");
    }

    static String userNamed(String name) {
        return "{\"name\": \"%s\", \"email\": \"%s\"}".formatted(name, newEmail());
    }

    static String newEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    static String status(String status) {
        return "{\"status\": \"%s\"}".formatted(status);
    }

    /** The order's key as batch-get takes it. */
    static String key(String orderPath) {
        String[] parts = orderPath.split("/");
        return "{\"user_id\": \"%s\", \"order_id\": \"%s\"}".formatted(parts[3], parts[5]);
    }

    static Timed timed(Supplier<ApiResponse> call) {
        long start = System.nanoTime();
        ApiResponse response = call.get();
        return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
    }

    record Timed(ApiResponse response, Duration time) {}
}
