package io.ordertable.calls;

import static io.ordertable.SpanReceiver.attribute;
import static io.ordertable.SpanReceiver.below;
import static io.ordertable.SpanReceiver.named;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a trace shows of a request, if traces are on. */
class TracesIT extends TracedTest {

    private static final String CALLER = "b7ad6b7169203331";
    private static final String THROTTLED_INDEX = """
            "throttlingReasons": [{"reason": "IndexWriteKeyRangeThroughputExceeded", "resource": "arn:aws:dynamodb:::table/t/index/GSI2"}]""";

    private final String trace = id();
    private final String[] traced = {"traceparent", "00-" + trace + "-" + CALLER + "-01"};

    @Test
    void anOrderIsOneTraceFromTheRequestToEachAttempt() {
        String user = newUser();
        database.answerNext(Answer.error(400, "ThrottlingException", THROTTLED_INDEX));

        assertThat(api().post(user + "/orders", ORDER, traced).status()).isEqualTo(201);

        List<Span> spans = traces.trace(trace);
        Span request = named("POST /v1/users/{user_id}/orders", spans);
        assertThat(HexFormat.of().formatHex(request.getParentSpanId().toByteArray()))
                .isEqualTo(CALLER);
        assertThat(attribute(request, "http.route")).isEqualTo("/v1/users/{user_id}/orders");
        assertThat(attribute(request, "http.response.status_code")).isEqualTo("201");
        Span call = named("DynamoDB TransactWriteItems", below(request, spans));
        assertThat(attribute(call, "dynamodb.attempts")).isEqualTo("2");
        assertThat(attribute(call, "dynamodb.outcome")).isEqualTo("success");
        assertThat(call.getStatus().getCode()).isNotEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(below(call, spans))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.getName()).isEqualTo("TransactWriteItems");
                            assertThat(first.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
                            assertThat(attribute(first, "error.type")).isEqualTo("ThrottlingException");
                            assertThat(attribute(first, "dynamodb.outcome")).isEqualTo("throttled");
                            assertThat(attribute(first, "dynamodb.throttling_reasons"))
                                    .isEqualTo("gsi2 IndexWriteKeyRangeThroughputExceeded");
                            assertThat(attribute(first, "dynamodb.wait_ms")).isEmpty();
                        },
                        second -> {
                            assertThat(second.getStatus().getCode()).isNotEqualTo(StatusCode.STATUS_CODE_ERROR);
                            assertThat(attribute(second, "db.system.name")).isEqualTo("aws.dynamodb");
                            assertThat(attribute(second, "aws.dynamodb.table_names"))
                                    .isEqualTo("ordertable");
                            assertThat(attribute(second, "aws.dynamodb.consumed_capacity"))
                                    .contains("{\"TableName\":\"ordertable\",\"WriteCapacityUnits\":")
                                    .contains("{\"TableName\":\"ordertable\",\"IndexName\":\"gsi2\",");
                            assertThat(attribute(second, "dynamodb.attempt")).isEqualTo("2");
                            assertThat(attribute(second, "dynamodb.wait_ms")).matches("\\d+");
                        });
    }

    @Test
    void aCallThatIsGivenUpIsAnErrorOfItsOwnAndOfTheRequest() {
        String order = newOrder();
        database.answer(call -> Answer.throttled());

        assertThat(api().get(order, traced).problem()).isEqualTo("THROTTLED");

        List<Span> spans = traces.trace(trace);
        Span request = named("GET /v1/users/{user_id}/orders/{order_id}", spans);
        Span call = named("DynamoDB GetItem", below(request, spans));
        assertThat(attribute(request, "error.type")).isEqualTo("503");
        assertThat(attribute(call, "error.type")).isEqualTo("THROTTLED");
        assertThat(List.of(request, call)).allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
        assertThat(below(call, spans)).hasSize(8);
    }

    @Test
    void whatRunsOnOtherThreadsBelongsToTheTraceOfTheRequest() {
        String user = Users.create(api());
        String lines = (Orders.some().importLine(user) + "\n").repeat(60);
        api().post("/v1/orders/import", lines, "Content-Type", "application/x-ndjson", traced[0], traced[1]);

        List<Span> spans = traces.trace(trace);
        Span request = named("POST /v1/orders/import", spans);
        assertThat(below(request, spans))
                .filteredOn(call -> call.getName().equals("DynamoDB BatchWriteItem"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(spans).filteredOn(span -> span != request).allSatisfy(span -> assertThat(
                        spans.stream().map(Span::getSpanId))
                .contains(span.getParentSpanId()));
    }

    @Test
    void aListByStatusReadsItsShardsInTheTraceOfTheRequest() {
        newOrder();

        assertThat(api().get("/v1/orders?status=pending", traced).status()).isEqualTo(200);

        List<Span> spans = traces.trace(trace);
        List<Span> queries = below(named("GET /v1/orders", spans), spans).stream()
                .filter(call -> call.getName().equals("DynamoDB Query"))
                .toList();
        assertThat(queries).hasSizeGreaterThan(1).allSatisfy(query -> assertThat(below(query, spans))
                .as("the pages of a shard")
                .isNotEmpty()
                .allSatisfy(attempt -> {
                    assertThat(attribute(attempt, "aws.dynamodb.index_name")).isEqualTo("GSI2");
                    assertThat(attribute(attempt, "aws.dynamodb.count")).matches("\\d+");
                }));
    }

    @Test
    void aTraceOfTheLoadBalancerGoesOn() {
        String root = "1-%s-%s".formatted(trace.substring(0, 8), trace.substring(8));

        api().get("/v1/users/" + UUID.randomUUID(), "X-Amzn-Trace-Id", "Root=" + root);

        Span request = named("GET /v1/users/{user_id}", traces.trace(trace));
        assertThat(request.getParentSpanId())
                .as("the load balancer records no spans")
                .isEmpty();
    }

    @Test
    void linesOfTheLogCarryTheIds() {
        String order = newOrder();
        database.answerNext(Answer.throttled());
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(CallLog.class);
        log.start();
        logger.addAppender(log);

        api().get(order, traced);
        logger.detachAppender(log);

        Span call = named("DynamoDB GetItem", traces.trace(trace));
        assertThat(log.list)
                .filteredOn(event -> trace.equals(event.getMDCPropertyMap().get("trace.id")))
                .singleElement()
                .satisfies(event -> assertThat(event.getMDCPropertyMap())
                        .containsEntry(
                                "span.id",
                                HexFormat.of().formatHex(call.getSpanId().toByteArray())));
    }

    @Test
    void noPersonalDataLeavesTheService() {
        String email = Users.newEmail();
        Users ada = Users.someone().at(email).named("Ada Countess Lovelace");
        String id = ada.register(api()).text("/user_id");
        String order = Orders.some()
                .with("{\"note\": \"For Babbage\", \"contact\": {\"email\": \"%s\"}}".formatted(email))
                .placeFor(api(), id)
                .header("Location");
        String number = api().get(order).text("/number");
        database.answerFirst(1, "GetItem", Answer.error(400, "ValidationException", "\"detail\": \"" + email + "\""));

        api().get(order, traced);
        api().get("/v1/users?email=" + email, traced);
        api().get("/v1/orders?number=" + number, traced);
        api().get("/v1/nothing/" + email, traced);
        api().get("/v1/users/" + id + "/orders?cursor=" + email, traced);
        ada.post(api(), traced);
        api().post("/v1/users", ada.json().replace("{", "{\"name\": 1, "), traced);
        String lastTrace = id();
        api().delete("/v1/users/" + id, "If-Match", "*", "traceparent", "00-" + lastTrace + "-" + CALLER + "-01");

        traces.trace(lastTrace);
        assertThat(traces.trace(trace).stream().map(Span::getName).collect(Collectors.toSet()))
                .contains("GET /v1/users", "GET /v1/orders", "POST /v1/users");
        assertThat(traces.everything())
                .doesNotContain(email, id, order.substring(order.lastIndexOf('/') + 1), number)
                .doesNotContain("Countess", "Babbage", "USER#", "ORDER#", "EMAIL#");
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
