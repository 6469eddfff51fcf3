package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Points the AWS clients at the database of the tests, or at the address in the property {@value #ADDRESS}. */
@TestConfiguration(proxyBeanMethods = false)
class TestDatabaseConfiguration {

    static final String ADDRESS = "test.database";

    @Bean
    AwsConnectionDetails testDatabase(Environment environment) {
        return new Emulator(environment.getProperty(ADDRESS, URI.class, LocalDynamoDb.endpoint()));
    }

    /** The region and the credentials that every local database takes. */
    record Emulator(URI endpoint) implements AwsConnectionDetails {

        @Override
        public URI getEndpoint() {
            return endpoint;
        }

        @Override
        public String getRegion() {
            return "eu-west-1";
        }

        @Override
        public String getAccessKey() {
            return "test";
        }

        @Override
        public String getSecretKey() {
            return "test";
        }
    }
}
