package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.InfrastructureContract;
import io.ordertable.metrics.CloudWatchServer.Datum;
import io.ordertable.metrics.CloudWatchServer.Mode;
import io.ordertable.table.TableProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@Import(CloudWatchClientConfiguration.class)
@TestPropertySource(
        properties = {
            "management.cloudwatch.metrics.export.namespace=Ordertable/Test",
            "management.cloudwatch.metrics.export.step=1s",
            "ordertable.cloudwatch.call-timeout=3s",
            "ordertable.cloudwatch.max-metrics=200",
            "ordertable.expert.cloudwatch=true"
        })
class CloudWatchIT extends MeteredTest {

    private static final CloudWatchServer SERVER = new CloudWatchServer();
    private static final Map<String, String> GET =
            Map.of("operation", "GetItem", "target", "table", "service", "ordertable");
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    @Autowired
    private MeterRegistry registry;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("test.cloudwatch", SERVER::uri);
    }

    @AfterEach
    void repair() {
        SERVER.behave(Mode.WORKING);
    }

    @Test
    void latencyAndThrottlesArriveWithNamesUnitsDimensionsAndValues() {
        String order = workload.order(workload.user());
        Map<String, String> reads = with(GET, "outcome", "success");
        Map<String, String> throttles = with(GET, "reason", "TableReadKeyRangeThroughputExceeded");
        double readsBefore = SERVER.sum("dynamodb.request.count", reads);

        faults.throttle(2, "TableReadKeyRangeThroughputExceeded");
        for (int i = 0; i < 20; i++) {
            api().get(order);
        }

        await().atMost(AT_MOST).untilAsserted(() -> {
            assertThat(SERVER.sum("dynamodb.request.count", reads) - readsBefore)
                    .isGreaterThanOrEqualTo(20);
            // Publications that are late may repeat a step.
            assertThat(SERVER.sum("dynamodb.throttle.count", throttles)).isGreaterThanOrEqualTo(2);
            assertThat(SERVER.data("dynamodb.request.percentile.value", with(reads, "phi", "0.99")))
                    .anySatisfy(p99 -> assertThat(p99.value()).isBetween(0.1, 5_000.0));
        });
        assertThat(SERVER.data("dynamodb.throttle.count", throttles))
                .allSatisfy(datum -> assertThat(datum.unit()).isEqualTo("Count"))
                .allSatisfy(datum -> assertThat(datum.value()).isBetween(0.0, 2.0))
                .allSatisfy(datum -> assertThat(datum.dimensions()).isEqualTo(throttles));
        assertThat(SERVER.data("dynamodb.request.max", reads))
                .isNotEmpty()
                .allSatisfy(datum -> assertThat(datum.unit()).isEqualTo("Milliseconds"))
                .allSatisfy(datum -> assertThat(datum.value()).isBetween(0.1, 5_000.0));
        assertThat(SERVER.data())
                .allSatisfy(datum -> assertThat(datum.namespace()).isEqualTo("Ordertable/Test"));
        assertThat(SERVER.compressed()).isPositive();
    }

    @Test
    void onlyWhatIsListedIsPublishedAndNormalWorkStaysWithinTheLimit() {
        workload.mixed();
        faults.throttle(1, "TableReadAccountLimitExceeded");
        workload.mixed();
        Map<String, String> pending = Map.of("to", "pending");
        double created = SERVER.sum("orders.transition.count", pending);
        String user = workload.user();
        // Again and again, because a publication that is late for its second loses what that second counted.
        await().atMost(AT_MOST).until(() -> {
            workload.order(user);
            return SERVER.sum("orders.transition.count", pending) > created;
        });

        Set<List<Object>> metrics = SERVER.data().stream()
                .map(datum -> List.<Object>of(datum.name(), datum.dimensions()))
                .collect(Collectors.toSet());
        assertThat(metrics).hasSizeLessThan(200);
        assertThat(SERVER.data().stream().map(Datum::name).map(name -> name.replaceAll("\\.[a-z]+$", "")))
                .allMatch(name ->
                        name.matches("(dynamodb|orders|http\\.server|resilience4j|requests|quota|admission)\\..*"));
        assertThat(SERVER.data()).allSatisfy(datum -> assertThat(datum.dimensions())
                .containsEntry("service", "ordertable")
                .doesNotContainKeys("uri", "exception", "instance", "host"));
    }

    @Test
    void alarmsAndDashboardsNameMetricsThatArePublishedWithAllTheirDimensions() {
        workload.mixed();
        faults.throttle(1, "TableReadAccountLimitExceeded");
        workload.mixed();
        registry.counter("requests.refused", "code", "UNAUTHENTICATED").increment();
        registry.counter("quota.refused", "kind", "read").increment();
        registry.counter("admission.refused", "priority", "list").increment();

        await().atMost(AT_MOST).untilAsserted(() -> assertThat(InfrastructureContract.part("metrics"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(SERVER.data())
                        .filteredOn(
                                datum -> datum.name().equals(metric.path("name").asText()))
                        .isNotEmpty()
                        .extracting(datum -> List.copyOf(datum.dimensions().keySet()))
                        .containsOnly(metric.path("dimensions")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList())));
    }

    @Test
    void aSlowOrFailingEndpointSlowsNoRequest() {
        String user = workload.user();
        await().atMost(AT_MOST).until(() -> !SERVER.data().isEmpty());
        SERVER.behave(Mode.HANGING);
        await().atMost(AT_MOST).until(() -> SERVER.refused() > 0);
        int hanging = SERVER.refused();
        for (int i = 0; i < 20; i++) {
            assertThat(api().get(user).status()).isEqualTo(200);
        }
        assertThat(SERVER.refused())
                .as("requests came before the call that hangs ended")
                .isEqualTo(hanging);
        SERVER.behave(Mode.FAILING);
        await().atMost(AT_MOST).until(() -> SERVER.refused() >= hanging + 2);
        assertThat(api().get(user).status()).isEqualTo(200);
    }

    @Test
    void figuresOfTheWholeTableAreReadFromCloudWatch(@Autowired TableProperties table) {
        Map<String, String> ofTable = Map.of("TableName", table.name());
        Map<String, String> ofIndex = with(ofTable, "GlobalSecondaryIndexName", "GSI2");
        SERVER.set("ConsumedWriteCapacityUnits", ofTable, 600.0, 3_000.0);
        SERVER.set("WriteKeyRangeThroughputThrottleEvents", ofIndex, 7.0);

        JsonNode figures = management().get("/actuator/table").json().path("wholeTable");

        assertThat(figures.at("/loads/table/writes/average").asDouble()).isEqualTo(1);
        assertThat(figures.at("/loads/table/writes/peak").asDouble()).isEqualTo(50);
        assertThat(figures.at("/throttles/gsi2/WriteKeyRangeThroughput").asInt())
                .isEqualTo(7);
        assertThat(figures.at("/throttles/table")).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> dimensions, String name, String value) {
        Map<String, String> more = new TreeMap<>(dimensions);
        more.put(name, value);
        return more;
    }
}
