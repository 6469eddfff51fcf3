package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabaseConfiguration;
import io.ordertable.IntegrationTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An emulator that has just started may keep its first call longer than requests wait for any. */
@Import(FaultyDatabaseConfiguration.class)
class SlowEmulatorIT extends IntegrationTest {

    @Autowired
    private FaultyDatabase database;

    @Autowired
    private DynamoDbClient client;

    @Test
    void theTableIsCreatedAllTheSame() {
        String name = "slowly-" + UUID.randomUUID();
        database.answerFirst(1, "CreateTable", Answer.silence(20_000));

        new TableCreator(client, name).afterSingletonsInstantiated();

        assertThat(database.calls())
                .extracting(FaultyDatabase.Call::operation)
                .startsWith("CreateTable", "CreateTable");
        dynamoDb.deleteTable(r -> r.tableName(name));
    }
}
