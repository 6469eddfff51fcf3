package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.calls.FaultTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An emulator that has just started may keep its first call longer than requests wait for any. */
class SlowEmulatorIT extends FaultTest {

    @Autowired
    private TableCreator creator;

    @Test
    void theTableIsCreatedAllTheSame() {
        String name = "slowly-" + UUID.randomUUID();
        database.answerFirst(1, "CreateTable", Answer.silence(2_000));

        creator.create(name);

        assertThat(database.calls())
                .extracting(FaultyDatabase.Call::operation)
                .startsWith("CreateTable", "CreateTable");
        dynamoDb.deleteTable(r -> r.tableName(name));
    }
}
