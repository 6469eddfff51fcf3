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

/** A duration that makes no sense ends the start with a sentence, instead of each call that needs it. */
class DurationPropertiesTests {

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
                    shutdown-delay=-1s                      | must be longer than or equal to 0
                    web.body-grace=-1s                      | must be longer than or equal to 0
                    web.stall-timeout=0s                    | must be longer than or equal to 1 second
                    """)
    void aDurationThatMakesNoSenseIsRefusedAtStartUp(String property, String sentence) {
        application
                .withPropertyValues("ordertable." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadline=0",
                "deadline=100ms",
                "import.batch-deadline=0",
                "import.batch-deadline=1h",
                "shutdown-delay=0s"
            })
    void zeroIsNoLimitAndNoDelay(String property) {
        application.withPropertyValues("ordertable." + property).run(context -> assertThat(context)
                .hasNotFailed());
    }

    @Test
    void theDefaultsMakeSense() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan
    static class Properties {}
}
