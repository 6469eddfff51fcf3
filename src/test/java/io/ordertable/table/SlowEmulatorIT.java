package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.calls.FaultTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An emulator that has just started may take longer to answer its first call than requests wait. */
class SlowEmulatorIT extends FaultTest {

    @Autowired
    private TableCreator creator;

    @Test
    void theTableIsCreatedAllTheSame() {
        database.answerFirst(1, "CreateTable", Answer.silence(2_000));

        creator.afterSingletonsInstantiated();

        assertThat(database.calls())
                .extracting(FaultyDatabase.Call::operation)
                .startsWith("CreateTable", "CreateTable");
    }
}
