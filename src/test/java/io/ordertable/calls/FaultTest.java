package io.ordertable.calls;

import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabaseConfiguration;
import io.ordertable.FaultyDatabaseConfiguration.LosableCredentials;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.time.Duration;
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
            "ordertable.dynamodb.call-timeout=600ms",
            // No calls but those of the test.
            "ordertable.erasure.max-running=0"
        })
@ResourceLock("faulty database")
public abstract class FaultTest extends IntegrationTest {

    static final String ORDER = Orders.in("EUR").line("A-1", "Tea", 2, "9.99").json();

    @Autowired
    protected FaultyDatabase database;

    @Autowired
    LosableCredentials credentials;

    @Autowired
    RetryBudget budget;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @BeforeEach
    protected void startWell() {
        credentials.restore();
        recover();
        // A first call may take longer than the time-out that these tests set.
        await().pollDelay(Duration.ZERO)
                .until(() -> api().get("/v1/users?email=nobody@example.org").status() == 200);
        recover();
    }

    /** Ends all faults and their consequences. */
    protected void recover() {
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

    /** Creates a user and returns its path. */
    String newUser() {
        return Users.path(Users.create(api()));
    }

    /** Places an order of a new user and returns its path. */
    String newOrder() {
        return Orders.place(api(), Users.create(api())).header("Location");
    }

    /** Returns the order's path without its user. Reads of it share no calls. */
    static String withoutUser(String orderPath) {
        return "/v1" + orderPath.substring(orderPath.indexOf("/orders/"));
    }

    /** Pays an order in its first version. */
    ApiResponse pay(String order) {
        return Orders.patch(api(), order, "paid", "If-Match", "\"1\"");
    }

    /** Returns the order's key as batch-get takes it. */
    static String key(String orderPath) {
        String[] parts = orderPath.split("/");
        return "{\"user_id\": \"%s\", \"order_id\": \"%s\"}".formatted(parts[3], parts[5]);
    }
}
