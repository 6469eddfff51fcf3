package io.ordertable;

import org.springframework.boot.SpringApplication;
import org.springframework.util.StringUtils;

/** The service on a developer's machine, with its database and an issuer of tokens: {@code ./mvnw spring-boot:test-run}. */
class TestOrdertableApplication {

    public static void main(String[] args) {
        try {
            String issuer = LocalIssuer.start(args);
            SpringApplication.from(OrdertableApplication::main)
                    .with(LocalRunConfiguration.class)
                    .withAdditionalProfiles("local", "shop")
                    .run(StringUtils.addStringToArray(args, "--ordertable.local.issuer=" + issuer));
        } catch (RuntimeException e) {
            // Spring has logged it; without this, DynamoDB Local's threads would keep the process alive.
            System.exit(1);
        }
    }
}
