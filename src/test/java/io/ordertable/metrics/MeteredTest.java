package io.ordertable.metrics;

import io.ordertable.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of meters and operators' endpoints. */
@Import(MeteredTest.FaultConfiguration.class)
@TestPropertySource(
        properties = {
            // Spring Boot turns the export of metrics off in tests.
            "spring.test.observability.auto-configure=true",
            "ordertable.dynamodb.call-timeout=2s"
        })
@ResourceLock("meters")
public abstract class MeteredTest extends IntegrationTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class FaultConfiguration {

        @Bean
        Faults faults() {
            return new Faults();
        }
    }

    @Autowired
    protected Faults faults;

    protected Workload workload;

    @BeforeEach
    void setUpWorkload() {
        workload = new Workload(api());
    }
}
