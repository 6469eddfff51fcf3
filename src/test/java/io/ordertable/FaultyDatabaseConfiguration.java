package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Puts a {@link FaultyDatabase} between the service and the engine, and lets a test take the credentials away. */
@TestConfiguration(proxyBeanMethods = false)
public class FaultyDatabaseConfiguration {

    @Bean
    FaultyDatabase faultyDatabase(@Qualifier("testDatabase") AwsConnectionDetails engine) {
        return new FaultyDatabase(engine.getEndpoint());
    }

    @Bean
    @Primary
    AwsConnectionDetails faultyConnection(
            FaultyDatabase database, @Qualifier("testDatabase") AwsConnectionDetails engine) {
        return new Detour(database.endpoint(), engine);
    }

    @Bean
    LosableCredentials credentials() {
        return new LosableCredentials();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    DynamoDbClientCustomizer losingCredentials(LosableCredentials credentials) {
        return builder -> builder.credentialsProvider(credentials);
    }

    /** Credentials that can be lost, like those of a role whose endpoint fails. */
    public static class LosableCredentials implements AwsCredentialsProvider {

        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean lost;

        /** From now on there are none. */
        public void lose() {
            refusals.set(0);
            lost = true;
        }

        /** They are there again. */
        public void restore() {
            lost = false;
        }

        /** How often they were asked for since they were lost. */
        public int refusals() {
            return refusals.get();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            if (lost) {
                refusals.incrementAndGet();
                throw SdkClientException.create("Unable to load credentials from the test.");
            }
            return AwsBasicCredentials.create("test", "test");
        }
    }

    private record Detour(URI endpoint, AwsConnectionDetails engine) implements AwsConnectionDetails {

        @Override
        public URI getEndpoint() {
            return endpoint;
        }

        @Override
        public String getRegion() {
            return engine.getRegion();
        }

        @Override
        public String getAccessKey() {
            return engine.getAccessKey();
        }

        @Override
        public String getSecretKey() {
            return engine.getSecretKey();
        }
    }
}
