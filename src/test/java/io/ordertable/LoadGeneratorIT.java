package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordertable.LoadClient.Operation;
import io.ordertable.security.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The load generator of local runs, against the service. */
class LoadGeneratorIT extends IntegrationTest {

    private static final int RATE = 40;

    /** As many as a customer may send at once, for a machine that is too busy for the rate. */
    private static final int MAX_WAITING = 16;

    private static final Duration DURATION = Duration.ofSeconds(2);

    private final Map<String, UUID> customers = new ConcurrentHashMap<>();
    private final UnaryOperator<String> tokens = login -> login.equals("staff")
            ? Tokens.staff()
            : Tokens.of(customers.computeIfAbsent(login, any -> UUID.randomUUID()));

    @Test
    void whatItCountsIsWhatTheServiceStores() throws InterruptedException {
        LoadGenerator generator = generator(api().base(), "place=30,preview=10,get=20,list=10,batch-get=10,step=20");

        generator.register();
        LoadReport report = generator.run();

        assertThat(report.due()).isEqualTo(RATE * DURATION.toSeconds());
        assertThat(report.failures()).isEmpty();
        assertThat(customers).hasSize(5);
        List<Map<String, AttributeValue>> orders = customers.values().stream()
                .flatMap(id -> stored().partition("USER#" + id).stream())
                .filter(item -> item.get("SK").s().startsWith("ORDER#"))
                .toList();
        long steps = orders.stream()
                .mapToLong(order -> Long.parseLong(order.get("version").n()) - 1)
                .sum();
        assertThat(report.count(Operation.PLACE, 2)).isPositive();
        assertThat(report.count(Operation.STEP, 2)).isPositive();
        assertThat(orders.size() + steps)
                .as("each order placed or changed, some of them instead of reading one")
                .isBetween(
                        report.count(Operation.PLACE, 2) + report.count(Operation.STEP, 2),
                        report.count(Operation.PLACE, 2)
                                + report.count(Operation.STEP, 2)
                                + report.count(Operation.GET, 2)
                                + report.count(Operation.BATCH_GET, 2));
        assertThat(report.summary()).contains("place", "preview", "all");
    }

    @Test
    void whyRequestsFailIsCounted() {
        LoadReport report = generator(api().base(), "place=1").run();

        assertThat(report.failures())
                .as("no customer has a profile")
                .containsExactly(Map.entry("USER_NOT_FOUND", report.count(Operation.PLACE, 4)));
        assertThat(report.line(0)).contains("USER_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://orders.example.org",
                "http://10.0.0.7:8080",
                "http://localhost.example.org",
                "http://localhost:80@example.org",
                "http://127.0.0.1.example.org",
                "https://localhost",
                "localhost:8080"
            })
    void itSendsNothingToAnotherMachine(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LoadSettings.of(new MockEnvironment().withProperty("ordertable.local.load.target", target)))
                .withMessageContaining("this machine only");
    }

    @ParameterizedTest
    @CsvSource({
        "rate, 0",
        "rate, 1e9",
        "duration, -1s",
        "customers, 101",
        "skew, -1",
        "max-waiting, 0",
        "mix, get",
        "mix, get=0"
    })
    void aSettingThatCannotWorkIsRefused(String name, String value) {
        String property = "ordertable.local.load." + name;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadSettings.of(new MockEnvironment().withProperty(property, value)))
                .withMessageStartingWith(property);
    }

    private LoadGenerator generator(URI target, String mix) {
        LoadSettings settings =
                new LoadSettings(target, target, RATE, DURATION, 5, 1, MAX_WAITING, LoadSettings.mix(mix));
        return new LoadGenerator(settings, tokens);
    }
}
