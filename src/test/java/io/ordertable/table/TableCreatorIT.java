package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class TableCreatorIT extends IntegrationTest {

    @Autowired
    private TableProperties properties;

    @Autowired
    private TableCreator creator;

    @Test
    void theTableHasTheDocumentedKeysIndexesAndStream() {
        TableDescription table = describe();

        assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(keys(table.keySchema())).isEqualTo(Map.of("PK", "HASH", "SK", "RANGE"));
        assertThat(table.attributeDefinitions())
                .allMatch(attribute -> attribute.attributeType() == ScalarAttributeType.S)
                .extracting(AttributeDefinition::attributeName)
                .containsExactlyInAnyOrder("PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK");
        assertThat(table.streamSpecification().streamEnabled()).isTrue();
        assertThat(table.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
        assertThat(table.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void oneIndexProjectsAllAndOneTheKeysOnly() {
        Map<String, GlobalSecondaryIndexDescription> indexes = describe().globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, index -> index));

        assertThat(indexes).containsOnlyKeys("GSI1", "GSI2");
        assertThat(keys(indexes.get("GSI1").keySchema())).isEqualTo(Map.of("GSI1PK", "HASH", "GSI1SK", "RANGE"));
        assertThat(indexes.get("GSI1").projection().projectionType()).isEqualTo(ProjectionType.ALL);
        assertThat(keys(indexes.get("GSI2").keySchema())).isEqualTo(Map.of("GSI2PK", "HASH", "GSI2SK", "RANGE"));
        assertThat(indexes.get("GSI2").projection().projectionType()).isEqualTo(ProjectionType.KEYS_ONLY);
    }

    @Test
    void recordsExpireByTheirTimeToLive() {
        TimeToLiveDescription timeToLive =
                dynamoDb.describeTimeToLive(r -> r.tableName(properties.name())).timeToLiveDescription();

        assertThat(timeToLive.attributeName()).isEqualTo("expires_at");
        assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
    }

    @Test
    void creatingTheTableTwiceIsHarmless() {
        TableDescription before = describe();

        creator.afterSingletonsInstantiated();

        assertThat(describe().creationDateTime()).isEqualTo(before.creationDateTime());
        assertThat(describe().latestStreamArn()).isEqualTo(before.latestStreamArn());
    }

    private TableDescription describe() {
        return dynamoDb.describeTable(r -> r.tableName(properties.name())).table();
    }

    private static Map<String, String> keys(List<KeySchemaElement> schema) {
        return schema.stream()
                .collect(Collectors.toMap(KeySchemaElement::attributeName, KeySchemaElement::keyTypeAsString));
    }
}
