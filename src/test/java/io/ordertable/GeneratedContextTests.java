package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.mock.env.MockEnvironment;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class GeneratedContextTests {

    /** As the container image has it. */
    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("spring.aot.enabled", "true")
            .withProperty("management.server.port", "8081")
            .withProperty("management.cloudwatch.metrics.export.namespace", "Ordertable");

    @AfterEach
    void clear() {
        System.clearProperty("spring.aot.enabled");
    }

    @Test
    void theImageStartsFromIt() {
        assertThat(decision()).isEqualTo("true");
    }

    @Test
    void itIsNotUsedUnlessAskedFor() {
        environment.setProperty("spring.aot.enabled", "false");

        assertThat(decision()).isNull();
    }

    @Test
    void withoutANamespaceItDoesNotFit() {
        MockEnvironment other = new MockEnvironment().withProperty("management.server.port", "8081");

        assertThat(GeneratedContext.differing(other)).containsExactly("management.cloudwatch.metrics.export.namespace");
    }

    @ParameterizedTest
    @CsvSource({
        "management.server.port, 8080",
        "management.server.port, -1",
        "spring.cloud.aws.cloudwatch.enabled, false",
        "management.tracing.enabled, true",
        "spring.cloud.aws.dynamodb.dax.url, dax://cluster.example.org"
    })
    void whatNeedsOtherBeansStartsWithoutIt(String property, String value) {
        environment.setProperty(property, value);

        assertThat(decision()).isEqualTo("false");
        assertThat(GeneratedContext.differing(environment)).containsExactly(property);
    }

    @ParameterizedTest
    @CsvSource({
        "management.server.port, 9000",
        "ordertable.table.create, true",
        "spring.cloud.aws.endpoint, http://localstack:4566",
        "spring.cloud.aws.cloudwatch.enabled, true",
        "management.tracing.enabled, false",
        "management.otlp.tracing.endpoint, http://collector:4318/v1/traces"
    })
    void whatIsReadByEachProcessMayChange(String property, String value) {
        environment.setProperty(property, value);

        assertThat(decision()).isEqualTo("true");
    }

    private String decision() {
        new GeneratedContext()
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment));
        return System.getProperty("spring.aot.enabled");
    }
}
