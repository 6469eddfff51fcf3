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
    void limitsCanBeSet() {
        application
                .withPropertyValues("ordertable.web.max-body-size=64KB", "ordertable.web.body-grace=0s")
                .run(context -> {
                    WebProperties properties = context.getBean(WebProperties.class);
                    assertThat(properties.maxBodySize()).isEqualTo(DataSize.ofKilobytes(64));
                    assertThat(properties.bodyGrace()).isZero();
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max-body-size=0B       | max-body-size must be between 1B and 16MB, not 0B
                    max-body-size=17MB     | max-body-size must be between 1B and 16MB, not 17825792B
                    max-body-size=a lot    | does not match data size pattern
                    min-body-rate=-1B      | min-body-rate must not be negative
                    """)
    void aLimitThatCannotWorkIsRefusedAtStartUp(String property, String sentence) {
        application
                .withPropertyValues("ordertable.web." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(WebProperties.class)
    static class Properties {}
}
