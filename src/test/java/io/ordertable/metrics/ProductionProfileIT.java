package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.IntegrationTest;
import io.ordertable.OrdertableApplication;
import io.ordertable.RawHttp;
import io.ordertable.security.Tokens;
import io.ordertable.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** The service as it runs in production, except for addresses and credentials. */
@CapturesOutput
@Isolated("it configures the JVM's logging")
class ProductionProfileIT extends IntegrationTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    /** Spring keeps the format of the log in the JVM's properties, for all applications that start later. */
    @BeforeEach
    @AfterEach
    void forgetTheFormatOfTheLog() {
        System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
    }

    @Test
    void itServesOperatorsLogsStructuredAndPublishesAllBeforeItEnds(CapturedOutput output) throws Exception {
        int logged = output.getOut().length();
        try (CloudWatchServer cloudWatch = new CloudWatchServer()) {
            try (ConfigurableApplicationContext context = start(cloudWatch)) {
                Api service = new Api(port(context, "server"));
                Api management = new Api(port(context, "management"));
                new Workload(service).order(new Workload(service).user());
                service.get(
                        "/v1/orders?status=paid",
                        "X-Request-Id",
                        "request-7",
                        "traceparent",
                        "00-" + TRACE + "-b7ad6b7169203331-01");

                assertThat(service.get("/v3/api-docs").status()).isEqualTo(200);
                for (String endpoint :
                        List.of("health", "health/readiness", "info", "metrics", "prometheus", "table")) {
                    assertThat(management.get("/actuator/" + endpoint).status()).isEqualTo(200);
                }
                assertThat(management.post("/actuator/table", "{\"reads\": 80}").status())
                        .isEqualTo(200);
                assertThatNoOriginIsAllowed(service);
                assertThat(output.getOut().substring(logged))
                        .contains("Listening on http://localhost:" + port(context, "server"));
            }
            assertThat(cloudWatch.sum("orders.transition.count", Map.of("to", "pending")))
                    .isEqualTo(1);
            assertThat(cloudWatch.data()).allMatch(datum -> datum.namespace().equals("Ordertable"));
        }
        List<JsonNode> lines = jsonLines(output.getOut().substring(logged));
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(
                        line.at("/ecs/version").isTextual())
                .isTrue());
        assertThat(lines)
                .filteredOn(line -> line.path("request_id").asText().equals("request-7"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.at("/trace/id").asText()).isEqualTo(TRACE));
    }

    private static void assertThatNoOriginIsAllowed(Api service) {
        ApiResponse preflight = RawHttp.exchange(
                service,
                "OPTIONS /v1/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Origin: https://shop.example.org\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        Problem.assertThat(preflight, 403, "ORIGIN_NOT_ALLOWED");
        assertThat(service.get("/v1/orders?status=paid", "Origin", "https://shop.example.org")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }

    private static List<JsonNode> jsonLines(String log) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.lines().filter(text -> text.startsWith("{")).toList()) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }

    private ConfigurableApplicationContext start(CloudWatchServer cloudWatch) {
        String[] arguments = {
            "--spring.profiles.active=production",
            "--server.port=0",
            "--logging.level.org.springframework.web.servlet.DispatcherServlet=debug",
            "--management.server.port=0",
            "--management.cloudwatch.metrics.export.step=1h",
            "--spring.cloud.aws.region.static=eu-west-1",
            "--spring.cloud.aws.credentials.access-key=test",
            "--spring.cloud.aws.credentials.secret-key=test",
            "--spring.cloud.aws.dynamodb.endpoint="
                    + dynamoDb.serviceClientConfiguration().endpointOverride().orElseThrow(),
            "--spring.cloud.aws.cloudwatch.endpoint=" + cloudWatch.uri()
        };
        return SpringApplication.run(
                OrdertableApplication.class, StringUtils.concatenateStringArrays(arguments, Tokens.arguments()));
    }

    private static int port(ConfigurableApplicationContext context, String server) {
        return context.getEnvironment().getRequiredProperty("local." + server + ".port", Integer.class);
    }
}
