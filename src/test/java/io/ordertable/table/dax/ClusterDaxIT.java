package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.metrics.Workload;
import io.ordertable.table.dax.DaxNode.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The service with AWS's own DAX client, which talks to a {@link DaxNode} over a socket. */
@TestPropertySource(
        properties = {
            "resilience4j.retry.instances.dynamodb.wait-duration=2ms",
            "spring.cloud.aws.dynamodb.dax.request-timeout-millis=200",
            // No calls but those of the test.
            "ordertable.erasure.max-running=0"
        })
class ClusterDaxIT extends IntegrationTest {

    private static final DaxNode NODE = new DaxNode();

    @Autowired
    private MeterRegistry registry;

    @DynamicPropertySource
    static void cluster(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.aws.dynamodb.dax.url", NODE::url);
    }

    @BeforeEach
    void startAnew() {
        NODE.answerNext();
    }

    @Test
    void readsByKeyAskDaxFirstAndAMissIsConfirmedByDynamoDb() {
        String user = new Workload(api()).user();
        NODE.answerNext();

        assertThat(api().get(user).status()).isEqualTo(200);
        assertThat(NODE.calls()).containsExactly("GetItem");
        assertThat(unknownUser().problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(NODE.calls()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void strongReadsAndQueriesGoToDynamoDb() {
        Workload workload = new Workload(api());
        String user = workload.user();
        String order = workload.order(user);
        NODE.answerNext();

        assertThat(api().get(order).status()).isEqualTo(200);
        assertThat(api().get(user + "?consistent=true").status()).isEqualTo(200);
        assertThat(api().get(user + "/orders").text("/items/0/status")).isEqualTo("pending");
        assertThat(api().get("/v1/orders" + order.substring(order.lastIndexOf('/')))
                        .status())
                .isEqualTo(200);
        assertThat(api().get("/v1/orders?status=pending&limit=1").status()).isEqualTo(200);
        assertThat(management().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(NODE.calls()).isEmpty();
    }

    /** The node rejects each write, so that DynamoDB decides; that this happens shows that the client could encode it. */
    @Test
    void theDaxClientTakesEachOfTheServicesWrites() {
        Workload workload = new Workload(api());

        String user = workload.user();
        String order = workload.order(user);
        workload.pay(order);
        api().patch(user, "{\"name\": \"Ada King\"}", "If-Match", "\"1\"");
        api().patch(user, "{\"email\": \"%s@example.org\"}".formatted(UUID.randomUUID()), "If-Match", "\"2\"");
        assertThat(api().delete(user, "If-Match", "\"3\"").status()).isEqualTo(202);

        assertThat(NODE.calls())
                .containsExactly(
                        "TransactWriteItems",
                        "TransactWriteItems",
                        "UpdateItem",
                        "PutItem",
                        "TransactWriteItems",
                        "TransactWriteItems");
    }

    @Test
    void aThrottledCallIsRepeatedByOneLayerAndCounted() {
        double throttles = throttles();
        long throttled = calls("throttled");
        long answered = calls("success");
        NODE.answerNext(Answer.THROTTLED, Answer.THROTTLED);

        assertThat(unknownUser().problem()).isEqualTo("USER_NOT_FOUND");

        assertThat(NODE.calls()).isEqualTo(List.of("GetItem", "GetItem", "GetItem"));
        assertThat(throttles() - throttles).isEqualTo(2);
        assertThat(calls("throttled") - throttled).isEqualTo(2);
        // DAX's answer and DynamoDB's.
        assertThat(calls("success") - answered).isEqualTo(2);
    }

    @Test
    void anAttemptThatIsNotAnsweredIsRepeated() {
        long lost = calls("io_error");
        NODE.answerNext(Answer.SILENCE);

        assertThat(unknownUser().problem()).isEqualTo("USER_NOT_FOUND");

        assertThat(NODE.calls()).containsExactly("GetItem", "GetItem");
        assertThat(calls("io_error") - lost).isEqualTo(1);
    }

    private ApiResponse unknownUser() {
        return api().get("/v1/users/" + UUID.randomUUID());
    }

    private long calls(String outcome) {
        var timer = registry.find("dynamodb.request")
                .tags("operation", "GetItem", "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private double throttles() {
        var counter = registry.find("dynamodb.throttle")
                .tags("operation", "GetItem", "reason", "ProvisionedThroughputExceededException")
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
