package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class PartitionKeysTests {

    private static final Map<String, AttributeValue> ORDER = Map.of(
            "PK", AttributeValue.fromS("USER#1"),
            "GSI1PK", AttributeValue.fromS("ORDER#2"),
            "GSI2PK", AttributeValue.fromS("STATUS#pending#0"));

    private static final TransactWriteItemsRequest TRANSACTION = TransactWriteItemsRequest.builder()
            .transactItems(
                    TransactWriteItem.builder()
                            .conditionCheck(check -> check.key(Map.of("PK", AttributeValue.fromS("USER#0"))))
                            .build(),
                    TransactWriteItem.builder().put(put -> put.item(ORDER)).build())
            .build();

    @Test
    void onlyTheThrottledItemsOfACanceledTransactionCount() {
        var canceled = CallMetersTests.canceled("None", "ThrottlingError");

        assertThat(PartitionKeys.ofThrottled(TRANSACTION, canceled, Target.TABLE))
                .containsExactly("USER#1");
        assertThat(PartitionKeys.ofThrottled(TRANSACTION, canceled, Target.GSI1))
                .containsExactly("ORDER#2");
    }

    @Test
    void allItemsOfATransactionThatWasThrottledAsAWholeCount() {
        var throttled = CallMetersTests.failure(400, "RequestLimitExceeded");

        assertThat(PartitionKeys.ofThrottled(TRANSACTION, throttled, Target.TABLE))
                .containsExactly("USER#0", "USER#1");
    }

    @Test
    void anUpdateThatAnIndexThrottledCountsForTheNewKeyInTheIndex() {
        UpdateItemRequest update = UpdateItemRequest.builder()
                .key(Map.of("PK", AttributeValue.fromS("USER#1")))
                .expressionAttributeValues(Map.of(":AMZN_MAPPED_GSI2PK", AttributeValue.fromS("STATUS#paid#0")))
                .build();
        var throttled = CallMetersTests.failure(400, "ThrottlingException");

        assertThat(PartitionKeys.ofThrottled(update, throttled, Target.GSI2)).containsExactly("STATUS#paid#0");
        assertThat(PartitionKeys.ofThrottled(update, throttled, Target.TABLE)).containsExactly("USER#1");
    }

    @Test
    void onlyTheUnprocessedItemsOfABatchCount() {
        assertThat(PartitionKeys.ofUnprocessed(BatchWriteItemResponse.builder()
                        .unprocessedItems(Map.of(
                                "table",
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(ORDER))
                                        .build())))
                        .build()))
                .containsExactly("USER#1");
        assertThat(PartitionKeys.ofUnprocessed(BatchGetItemResponse.builder()
                        .unprocessedKeys(Map.of(
                                "table",
                                KeysAndAttributes.builder()
                                        .keys(List.of(Map.of("PK", AttributeValue.fromS("USER#2"))))
                                        .build()))
                        .build()))
                .containsExactly("USER#2");
    }
}
