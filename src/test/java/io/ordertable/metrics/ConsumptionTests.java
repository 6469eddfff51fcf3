package io.ordertable.metrics;

import static io.ordertable.metrics.Consumption.Kind.READ;
import static io.ordertable.metrics.Consumption.Kind.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.metrics.Consumption.Share;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

class ConsumptionTests {

    @Test
    void aQueryOfAnIndexConsumesTheIndexOnly() {
        QueryResponse response = QueryResponse.builder()
                .consumedCapacity(ConsumedCapacity.builder()
                        .capacityUnits(0.5)
                        .table(units(0))
                        .globalSecondaryIndexes(Map.of("GSI1", units(0.5)))
                        .build())
                .build();

        assertThat(Consumption.of("Query", QueryRequest.builder().build(), response, null)
                        .shares())
                .containsExactly(new Share(Target.GSI1, READ, 0.5));
    }

    @Test
    void aTransactionConsumesTheTableAndItsIndexes() {
        assertThat(transaction(ConsumedCapacity.builder()
                        .table(c -> c.capacityUnits(6.0).writeCapacityUnits(6.0))
                        .globalSecondaryIndexes(Map.of(
                                "GSI2",
                                Capacity.builder().writeCapacityUnits(2.0).build()))
                        .build()))
                .containsExactlyInAnyOrder(new Share(Target.TABLE, WRITE, 6), new Share(Target.GSI2, WRITE, 2));
    }

    /** API reference, TransactWriteItems: a call repeated with the same token returns the read units that it took. */
    @Test
    void aRepeatedTransactionReads() {
        assertThat(transaction(ConsumedCapacity.builder()
                        .table(c -> c.capacityUnits(6.0).readCapacityUnits(6.0))
                        .build()))
                .containsExactly(new Share(Target.TABLE, READ, 6));
    }

    @Test
    void aTotalWithoutItsPartsIsTheTables() {
        assertThat(transaction(ConsumedCapacity.builder().capacityUnits(4.0).build()))
                .containsExactly(new Share(Target.TABLE, WRITE, 4));
    }

    @Test
    void aResponseWithoutConsumedCapacityHasNoShares() {
        assertThat(Consumption.of(
                                "GetItem",
                                GetItemRequest.builder().build(),
                                QueryResponse.builder().build(),
                                null)
                        .shares())
                .isEmpty();
    }

    private static Iterable<Share> transaction(ConsumedCapacity consumed) {
        return Consumption.of(
                        "TransactWriteItems",
                        TransactWriteItemsRequest.builder().build(),
                        TransactWriteItemsResponse.builder()
                                .consumedCapacity(consumed)
                                .build(),
                        null)
                .shares();
    }

    private static Capacity units(double units) {
        return Capacity.builder().capacityUnits(units).build();
    }
}
