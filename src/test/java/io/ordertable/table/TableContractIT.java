package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.InfrastructureContract;
import io.ordertable.IntegrationTest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The infrastructure creates the same table for production as the application creates for itself. */
class TableContractIT extends IntegrationTest {

    private static final String ID = "00000000-0000-7000-8000-000000000000";

    @Autowired
    private TableProperties properties;

    @Test
    void theInfrastructureCreatesTheTableThatTheApplicationCreates() {
        assertThat(InfrastructureContract.part("table")).isEqualTo(created());
    }

    private JsonNode created() {
        TableDescription table =
                dynamoDb.describeTable(r -> r.tableName(properties.name())).table();
        ObjectNode created = withKeys(new ObjectMapper().createObjectNode(), table.keySchema());
        ArrayNode indexes = created.putArray("indexes");
        table.globalSecondaryIndexes().stream()
                .sorted(Comparator.comparing(GlobalSecondaryIndexDescription::indexName))
                .forEach(index -> withKeys(indexes.addObject().put("name", index.indexName()), index.keySchema())
                        .put("projection", index.projection().projectionTypeAsString()));
        return created.put("stream", table.streamSpecification().streamViewTypeAsString())
                .put(
                        "time_to_live",
                        dynamoDb.describeTimeToLive(r -> r.tableName(properties.name()))
                                .timeToLiveDescription()
                                .attributeName())
                .put("order_sort_key_prefix", Keys.order(UUID.fromString(ID)).replace(ID, ""));
    }

    private static ObjectNode withKeys(ObjectNode parent, List<KeySchemaElement> schema) {
        return parent.put("partition_key", name(schema, KeyType.HASH)).put("sort_key", name(schema, KeyType.RANGE));
    }

    private static String name(List<KeySchemaElement> schema, KeyType type) {
        return schema.stream()
                .filter(key -> key.keyType() == type)
                .findFirst()
                .orElseThrow()
                .attributeName();
    }
}
