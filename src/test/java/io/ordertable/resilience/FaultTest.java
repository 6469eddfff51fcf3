package io.ordertable.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabaseConfiguration;
import io.ordertable.IntegrationTest;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test against the running service while the database fails on the wire. Time runs fast: delays start at 2 ms. */
@Import(FaultyDatabaseConfiguration.class)
@TestPropertySource(
        properties = {
            "resilience4j.retry.instances.dynamodb.wait-duration=2ms",
            "ordertable.deadline=2s",
            "ordertable.dynamodb.call-timeout=500ms"
        })
abstract class FaultTest extends IntegrationTest {

    static final String ORDER = """
            {"currency": "EUR", "lines": [{"sku": "A-1", "name": "Tea", "quantity": 2, "unit_price": "9.99"}]}""";

    @Autowired
    FaultyDatabase database;

    @Autowired
    RetryBudget budget;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @BeforeEach
    void startWell() {
        database.heal();
        breaker().reset();
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
        return api().post("/v1/users", userNamed("Ada")).header("Location");
    }

    /** The path of a new order. */
    String newOrder() {
        return api().post(newUser() + "/orders", ORDER).header("Location");
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
