package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class ActuatorIT extends MeteredTest {

    @Test
    void theseEndpointsAndNoOthersAreExposed() {
        Set<String> exposed = new TreeSet<>();
        management()
                .get("/actuator")
                .json()
                .path("_links")
                .fieldNames()
                .forEachRemaining(link -> exposed.add(link.replaceAll("-.*", "")));

        assertThat(exposed).containsExactly("health", "info", "metrics", "prometheus", "self", "table");
        assertThat(management().get("/actuator/env").status()).isEqualTo(404);
        assertThat(management().get("/actuator/heapdump").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/nope",
                "/actuator/health/nope",
                "/actuator/health/readiness/nope",
                "/actuator/metrics/nope"
            })
    void anUnknownNameIsAProblemToo(String path) {
        ApiResponse unknown = management().get(path);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("NOT_FOUND");
        assertThat(unknown.text("/instance")).isEqualTo(path);
    }

    @Test
    void noneIsOnTheApisPort() {
        assertThat(api().get("/actuator").status()).isEqualTo(404);
        assertThat(api().get("/actuator/health").status()).isEqualTo(404);
    }

    @Test
    void prometheusFindsAttemptsWithTheirPercentiles() {
        workload.order(workload.user());

        ApiResponse scrape = management().get("/actuator/prometheus");

        assertThat(scrape.status()).isEqualTo(200);
        assertThat(scrape.text())
                .containsPattern("dynamodb_request_seconds_count\\{.*operation=\"TransactWriteItems\",.*} [1-9]")
                .containsPattern(
                        "dynamodb_request_seconds\\{.*operation=\"TransactWriteItems\",.*quantile=\"0.99\"} [0-9]")
                .containsPattern("http_server_requests_seconds\\{.*uri=\"/v1/users\",quantile=\"0.95\"} [0-9]");
    }

    @Test
    void nothingOfCloudWatchIsThereUnlessItIsTurnedOn(@Autowired ApplicationContext context) {
        assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .map(context::getType)
                        .filter(type -> type != null)
                        .map(Class::getSimpleName))
                .noneMatch(
                        name -> name.matches("(CloudWatch|Aws.*Async).*(Client|Registry|Configuration|Customizer).*"));
    }

    @Test
    void nothingOfTracesIsThereUnlessTheyAreTurnedOn(@Autowired ApplicationContext context) {
        assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .map(context::getType)
                        .filter(type -> type != null)
                        .map(Class::getName))
                .noneMatch(name -> name.matches("io\\.(opentelemetry|micrometer\\.tracing)\\..*"));
    }
}
