package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class TablePropertiesTests {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Properties.class);

    @Test
    void withoutConfigurationAnExistingTableIsUsed() {
        application.run(context -> assertThat(context.getBean(TableProperties.class))
                .isEqualTo(new TableProperties("ordertable", 4, false)));
    }

    @Test
    void everyPropertyCanBeSet() {
        application
                .withPropertyValues(
                        "ordertable.table.name=eu_orders-1.blue",
                        "ordertable.table.status-shards=64",
                        "ordertable.table.create=true")
                .run(context -> assertThat(context.getBean(TableProperties.class))
                        .isEqualTo(new TableProperties("eu_orders-1.blue", 64, true)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name=ab          | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    name=            | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    name=orders/eu   | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    name=bücher      | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    status-shards=0  | must be greater than or equal to 1
                    status-shards=-4 | must be greater than or equal to 1
                    status-shards=65 | must be less than or equal to 64
                    status-shards=x  | For input string
                    create=perhaps   | Invalid boolean value
                    """)
    void aValueThatCannotWorkIsRefusedAtStartUp(String property, String sentence) {
        application
                .withPropertyValues("ordertable.table." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Test
    void aNameLongerThanDynamoDbTakesIsRefusedAtStartUp() {
        application
                .withPropertyValues("ordertable.table.name=" + "a".repeat(256))
                .run(context -> assertThat(context).hasFailed());
        application
                .withPropertyValues("ordertable.table.name=" + "a".repeat(255))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TableProperties.class)
    static class Properties {}
}
