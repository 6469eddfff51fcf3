package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.Api;
import io.ordertable.IntegrationTest;
import io.ordertable.OrdertableApplication;
import io.ordertable.metrics.cloudwatch.CloudWatchServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs in production, but for addresses and credentials. */
@ExtendWith(OutputCaptureExtension.class)
class ProductionProfileIT extends IntegrationTest {

    @Test
    void itKeepsOperatorsApartLogsStructuredAndPublishesAllBeforeItEnds(CapturedOutput output) throws Exception {
        int logged = output.getOut().length();
        try (CloudWatchServer cloudWatch = new CloudWatchServer()) {
            try (ConfigurableApplicationContext context = start(cloudWatch)) {
                Api service = new Api(port(context, "server"));
                Api management = new Api(port(context, "management"));
                new Workload(service).order(new Workload(service).user());

                assertThat(service.get("/actuator/health").status()).isEqualTo(404);
                assertThat(service.get("/v3/api-docs").status()).isEqualTo(200);
                for (String endpoint :
                        List.of("health", "health/readiness", "info", "metrics", "prometheus", "hotkeys", "capacity")) {
                    assertThat(management.get("/actuator/" + endpoint).status()).isEqualTo(200);
                }
                assertThat(management
                                .post("/actuator/capacity", "{\"reads\": 80}")
                                .status())
                        .isEqualTo(200);
                assertThat(output.getOut().substring(logged))
                        .contains("Listening on http://localhost:" + port(context, "server"));
            }
            assertThat(cloudWatch.sum("orders.created.count", Map.of())).isEqualTo(1);
            assertThat(cloudWatch.data()).allMatch(datum -> datum.namespace().equals("Ordertable"));
        }
        for (String line : output.getOut()
                .substring(logged)
                .lines()
                .filter(l -> l.startsWith("{"))
                .toList()) {
            assertThat(new ObjectMapper()
                                    .readTree(line)
                                    .path("ecs")
                                    .path("version")
                                    .isMissingNode()
                            && new ObjectMapper()
                                    .readTree(line)
                                    .path("ecs.version")
                                    .isMissingNode())
                    .isFalse();
        }
    }

    private ConfigurableApplicationContext start(CloudWatchServer cloudWatch) {
        return SpringApplication.run(
                OrdertableApplication.class,
                "--spring.profiles.active=production",
                "--server.port=0",
                "--management.server.port=0",
                "--management.cloudwatch.metrics.export.step=1h",
                "--spring.cloud.aws.region.static=eu-west-1",
                "--spring.cloud.aws.credentials.access-key=test",
                "--spring.cloud.aws.credentials.secret-key=test",
                "--spring.cloud.aws.dynamodb.endpoint="
                        + dynamoDb.serviceClientConfiguration()
                                .endpointOverride()
                                .orElseThrow(),
                "--spring.cloud.aws.cloudwatch.endpoint=" + cloudWatch.uri());
    }

    private static int port(ConfigurableApplicationContext context, String server) {
        return context.getEnvironment().getRequiredProperty("local." + server + ".port", Integer.class);
    }
}
