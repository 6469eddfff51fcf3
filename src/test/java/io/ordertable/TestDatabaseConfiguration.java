package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Points the AWS clients at DynamoDB Local, or at LocalStack where {@code test.database} says so. */
@TestConfiguration(proxyBeanMethods = false)
class TestDatabaseConfiguration {

    @Bean
    AwsConnectionDetails testDatabase(@Value("${test.database:dynamodb-local}") String database) {
        return new Emulator(
                database.equals(LocalStack.NAME) ? LocalStackDynamoDb.endpoint() : LocalDynamoDb.endpoint());
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
