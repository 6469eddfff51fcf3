package io.ordertable.metrics;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.RecordedItem;
import io.ordertable.StepBenchmark;
import io.ordertable.table.TableItem;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** What it takes to measure a call to DynamoDB. */
@State(Scope.Benchmark)
public class MetricsBenchmark extends StepBenchmark {

    private static final Map<String, AttributeValue> ORDER = orderWithThreeLines();
    private static final Map<String, AttributeValue> KEY =
            Map.of(TableItem.PK, ORDER.get(TableItem.PK), TableItem.SK, ORDER.get(TableItem.SK));

    /** What reads an order, reads a page of them and places one. */
    public enum Call {
        GetItem(
                GetItemRequest.builder()
                        .tableName("table")
                        .key(KEY)
                        .consistentRead(true)
                        .build(),
                GetItemResponse.builder()
                        .item(ORDER)
                        .consumedCapacity(c -> c.tableName("table").capacityUnits(1.0))
                        .build()),
        Query(
                QueryRequest.builder()
                        .tableName("table")
                        .keyConditionExpression("#AMZN_MAPPED_PK = :AMZN_MAPPED_PK")
                        .expressionAttributeValues(Map.of(":AMZN_MAPPED_PK", ORDER.get(TableItem.PK)))
                        .limit(21)
                        .build(),
                QueryResponse.builder()
                        .items(Collections.nCopies(20, ORDER))
                        .count(20)
                        .scannedCount(20)
                        .consumedCapacity(
                                c -> c.tableName("table").capacityUnits(2.5).table(units -> units.capacityUnits(2.5)))
                        .build()),
        TransactWriteItems(
                TransactWriteItemsRequest.builder()
                        .clientRequestToken("01a21902-24a2-7344-9149-cedcd4d767e8")
                        .transactItems(
                                TransactWriteItem.builder()
                                        .conditionCheck(check -> check.tableName("table")
                                                .key(KEY)
                                                .conditionExpression("attribute_exists(PK)"))
                                        .build(),
                                TransactWriteItem.builder()
                                        .put(put -> put.tableName("table")
                                                .item(ORDER)
                                                .conditionExpression("attribute_not_exists(PK)"))
                                        .build())
                        .build(),
                TransactWriteItemsResponse.builder()
                        .consumedCapacity(ConsumedCapacity.builder()
                                .tableName("table")
                                .capacityUnits(8.0)
                                .table(written(4))
                                .globalSecondaryIndexes(Map.of(TableItem.GSI1, written(2), TableItem.GSI2, written(2)))
                                .build())
                        .build());

        private final SdkRequest request;
        private final SdkResponse response;

        Call(SdkRequest request, SdkResponse response) {
            this.request = request;
            this.response = response;
        }
    }

    @Param
    public Call call;

    private final RecentTraffic recent = new RecentTraffic(Clock.SYSTEM);
    private CallMeters meters;
    private Consumption consumption;

    @Setup
    public void create() {
        // Stays open, because a registry that is closed has no meters.
        var context = new AnnotationConfigApplicationContext();
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.register(MetricsAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class);
        context.refresh();
        meters = new CallMeters(context.getBean(MeterRegistry.class));
        consumption = (Consumption) consumption();
    }

    @Benchmark
    public Object consumption() {
        return Consumption.of(call.name(), call.request, call.response, null);
    }

    @Benchmark
    public void recentTraffic() {
        recent.consumed(consumption);
    }

    @Benchmark
    public void meters() {
        meters.succeeded(call.name(), Target.TABLE, 1_000_000);
        consumption.shares().forEach(share -> meters.consumed(call.name(), share));
    }

    private static Map<String, AttributeValue> orderWithThreeLines() {
        Map<String, AttributeValue> order = RecordedItem.ofForm(TableItem.NEWEST).stream()
                .filter(item -> item.name().equals("an order that is pending"))
                .findAny()
                .orElseThrow()
                .attributes();
        Map<String, AttributeValue> bigger = new HashMap<>(order);
        bigger.put("lines", fromL(Collections.nCopies(3, order.get("lines").l().getFirst())));
        return bigger;
    }

    private static Capacity written(double units) {
        return Capacity.builder().capacityUnits(units).writeCapacityUnits(units).build();
    }
}
