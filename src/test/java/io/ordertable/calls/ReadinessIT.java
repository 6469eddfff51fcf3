package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.FaultyDatabase.Answer;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;

/** An instance is ready if its table is usable, even while the table throttles or does not answer. */
@CapturesOutput
class ReadinessIT extends FaultTest {

    @AfterEach
    void heal() {
        database.heal();
        credentials.restore();
        await(() -> readiness().status() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceNotFoundException", "AccessDeniedException", "ValidationException"})
    void aTableThatIsMissingForbiddenOrOfAnotherShapeTakesTheInstanceOutOfService(String code) {
        database.answer(call -> Answer.error(400, code));

        await(() -> readiness().status() == 503);

        assertThat(readiness().text("/status")).isEqualTo("DOWN");
        assertThat(management().get("/actuator/health/liveness").status()).isEqualTo(200);
        database.heal();
        await(() -> readiness().status() == 200);
    }

    @Test
    void soDoLostCredentialsWhichNoRetryBringsBack(CapturedOutput output) {
        credentials.lose();

        assertThat(api().get("/v1/users?email=nobody@example.org").problem()).isEqualTo("DATABASE_UNAVAILABLE");

        assertThat(credentials.refusals()).isEqualTo(1);
        assertThat(output).contains("The table cannot be used: Unable to load credentials from the test.");
        await(() -> readiness().status() == 503);
    }

    @Test
    void throttlingAndOutagesDoNot() {
        staysReady(Answer.throttled());
        staysReady(Answer.error(500, "InternalServerError"));
        staysReady(Answer.silence(1_500));
    }

    @Test
    void askingOftenCostsLittle() {
        database.heal();

        for (int i = 0; i < 50; i++) {
            readiness();
        }

        assertThat(database.calls()).hasSizeLessThanOrEqualTo(3).allMatch(call -> call.operation()
                .equals("GetItem"));
    }

    private void staysReady(Answer answer) {
        database.answer(call -> answer);
        // Until the indicator reads again.
        await(() -> readiness().status() == 200 && !database.calls().isEmpty());
        assertThat(readiness().status()).isEqualTo(200);
        assertThat(management().get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    private ApiResponse readiness() {
        return management().get("/actuator/health/readiness");
    }

    private static void await(BooleanSupplier condition) {
        Awaitility.await().until(condition::getAsBoolean);
    }
}
