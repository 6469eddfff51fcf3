package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class ImportPropertiesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Test
    void withoutConfigurationWhatFitsIntoAnItemFitsIntoALine() {
        application.run(context -> assertThat(context.getBean(ImportProperties.class))
                .isEqualTo(new ImportProperties(DataSize.ofKilobytes(512), 4, 4, Duration.ofSeconds(20))));
    }

    @Test
    void everyPropertyCanBeSet() {
        application
                .withPropertyValues("ordertable.import.max-line-size=16MB", "ordertable.import.parallelism=64")
                .run(context -> assertThat(context.getBean(ImportProperties.class))
                        .isEqualTo(new ImportProperties(DataSize.ofMegabytes(16), 4, 64, Duration.ofSeconds(20))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max-line-size=0B     | max-line-size must be between 1B and 16MB, not 0B
                    max-line-size=-1KB   | max-line-size must be between 1B and 16MB, not -1024B
                    max-line-size=4GB    | max-line-size must be between 1B and 16MB, not 4294967296B
                    max-line-size=a lot  | does not match data size pattern
                    parallelism=0        | must be greater than or equal to 1
                    max-running=0        | must be greater than or equal to 1
                    parallelism=65       | must be less than or equal to 64
                    """)
    void aValueThatCannotWorkIsRefusedAtStartUp(String property, String sentence) {
        application
                .withPropertyValues("ordertable.import." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ImportProperties.class)
    static class Properties {}
}
