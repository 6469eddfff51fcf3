package io.ordertable;

import io.ordertable.events.EventRelayConfiguration;
import org.springframework.boot.SpringApplication;

/** The service on a developer's machine: {@code ./mvnw spring-boot:test-run}. */
class TestOrdertableApplication {

    public static void main(String[] args) {
        SpringApplication.from(OrdertableApplication::main)
                .with(TestDatabaseConfiguration.class, EventRelayConfiguration.class)
                .withAdditionalProfiles("local")
                .run(args);
    }
}
