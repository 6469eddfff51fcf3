package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** A property with a value that cannot work ends the start with a sentence, instead of each call that needs it. */
class ConfigurationTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Properties.class);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    capacity.window=0s                      | must be longer than or equal to 1 second
                    capacity.window=-10m                    | must be longer than or equal to 1 second
                    capacity.window=40d                     | must be shorter than or equal to 1 day
                    cloudwatch.call-timeout=-5s             | must be longer than or equal to 1 milli
                    deadline=-1s                            | must be 0, for no limit, or 100 ms to 1 h
                    deadline=50ms                           | must be 0, for no limit, or 100 ms to 1 h
                    deadline=1000000d                       | must be 0, for no limit, or 100 ms to 1 h
                    dynamodb.call-timeout=0s                | must be longer than or equal to 1 milli
                    dynamodb.connection-timeout=-1s         | must be longer than or equal to 1 milli
                    dynamodb.connection-max-idle-time=2h    | must be shorter than or equal to 1 hour
                    hotkeys.window=0s                       | must be longer than or equal to 1 second
                    import.batch-deadline=-20s              | must be 0, for no limit, or 100 ms to 1 h
                    import.batch-deadline=1ms               | must be 0, for no limit, or 100 ms to 1 h
                    import.max-line-size=0B                 | max-line-size must be between 1B and 16MB, not 0B
                    import.max-line-size=-1KB               | max-line-size must be between 1B and 16MB, not -1024B
                    import.max-line-size=4GB                | max-line-size must be between 1B and 16MB, not 4294967296B
                    import.max-line-size=a lot              | does not match data size pattern
                    import.max-running=0                    | must be greater than or equal to 1
                    import.parallelism=0                    | must be greater than or equal to 1
                    import.parallelism=65                   | must be less than or equal to 64
                    shutdown-delay=-1s                      | must be longer than or equal to 0
                    table.create=perhaps                    | Invalid boolean value
                    table.name=ab                           | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=                             | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=orders/eu                    | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=bücher                       | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.status-shards=0                   | must be greater than or equal to 1
                    table.status-shards=-4                  | must be greater than or equal to 1
                    table.status-shards=65                  | must be less than or equal to 64
                    table.status-shards=x                   | For input string
                    web.body-grace=-1s                      | must be longer than or equal to 0
                    web.max-body-size=0B                    | max-body-size must be between 1B and 16MB, not 0B
                    web.max-body-size=17MB                  | max-body-size must be between 1B and 16MB, not 17825792B
                    web.min-body-rate=-1B                   | min-body-rate must not be negative
                    web.stall-timeout=0s                    | must be longer than or equal to 1 second
                    """)
    void aValueThatCannotWorkIsRefusedAtStartUp(String property, String sentence) {
        assertRefused(property, sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5173",
                "//shop.example.org",
                "https://*.example.org",
                "https://shop.example.org/",
                "https://shop.example.org/checkout",
                "https://shop.example.org:443",
                "http://shop.example.org:80",
                "https://shop.example.org:x",
                "https://bücher.example",
                "null",
                "http://localhost:3000,localhost:5173"
            })
    void anOriginThatCanNeverMatchIsRefusedAtStartUp(String origin) {
        assertRefused("cors.allowed-origins=" + origin, "is no origin that a browser sends");
    }

    @Test
    void credentialsForAnyOriginAreRefusedAtStartUp() {
        application
                .withPropertyValues("ordertable.cors.allow-credentials=true")
                .withPropertyValues("ordertable.cors.allowed-origins=*")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must name origins instead of *"));
    }

    @Test
    void aTableNameLongerThanDynamoDbTakesIsRefusedAtStartUp() {
        assertRefused("table.name=" + "a".repeat(256), "must be 3 to 255");
    }

    @Test
    void whatCanWorkIsTaken() {
        application
                .withPropertyValues(
                        "ordertable.cors.allowed-origins=https://shop.example.org,https://xn--bcher-kva.example:8443,"
                                + "http://[::1]:3000,capacitor://localhost",
                        "ordertable.cors.allow-credentials=true",
                        "ordertable.deadline=0",
                        "ordertable.import.batch-deadline=1h",
                        "ordertable.import.max-line-size=16MB",
                        "ordertable.import.parallelism=64",
                        "ordertable.shutdown-delay=0s",
                        "ordertable.table.name=" + "eu_Orders-1.blue" + "a".repeat(239),
                        "ordertable.table.status-shards=64",
                        "ordertable.web.body-grace=0s",
                        "ordertable.web.max-body-size=64KB")
                .run(context -> assertThat(context).hasNotFailed());
        application
                .withPropertyValues(
                        "ordertable.cors.allowed-origins=*",
                        "ordertable.deadline=100ms",
                        "ordertable.import.batch-deadline=0")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theDefaultsMakeSense() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    private void assertRefused(String property, String sentence) {
        application
                .withPropertyValues("ordertable." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan
    static class Properties {}
}
