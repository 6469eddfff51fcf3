package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import java.net.URI;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Puts a {@link FaultyDatabase} between the service and the engine. */
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
