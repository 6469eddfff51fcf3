package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class WebPropertiesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Test
    void withoutConfigurationABodyMayHaveAMegabyte() {
        application.run(context ->
                assertThat(context.getBean(WebProperties.class)).isEqualTo(new WebProperties(DataSize.ofMegabytes(1))));
    }

    @Test
    void theLimitCanBeSet() {
        application.withPropertyValues("ordertable.web.max-body-size=64KB").run(context -> assertThat(
                        context.getBean(WebProperties.class))
                .isEqualTo(new WebProperties(DataSize.ofKilobytes(64))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0B    | max-body-size must be at least 1B, not 0B
                    -1MB  | max-body-size must be at least 1B, not -1048576B
                    a lot | does not match data size pattern
                    """)
    void aLimitThatNoBodyMeetsIsRefusedAtStartUp(String limit, String sentence) {
        application
                .withPropertyValues("ordertable.web.max-body-size=" + limit)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(WebProperties.class)
    static class Properties {}
}
