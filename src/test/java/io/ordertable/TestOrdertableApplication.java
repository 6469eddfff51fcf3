package io.ordertable;

import org.springframework.boot.SpringApplication;

/** The service on a developer's machine, with its database: {@code ./mvnw spring-boot:test-run}. */
class TestOrdertableApplication {

    public static void main(String[] args) {
        try {
            SpringApplication.from(OrdertableApplication::main)
                    .with(LocalRunConfiguration.class)
                    .withAdditionalProfiles("local")
                    .run(args);
        } catch (RuntimeException e) {
            // Spring has logged it; without this, DynamoDB Local's threads would keep the process alive.
            System.exit(1);
        }
    }
}
