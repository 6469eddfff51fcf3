package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.ordertable.TestDatabaseConfiguration.Emulator;
import io.ordertable.table.TableProperties;
import java.net.BindException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The database of a local run, on a fixed port so that other programs can look into it. */
@TestConfiguration(proxyBeanMethods = false)
class LocalRunConfiguration {

    private static final Logger log = LoggerFactory.getLogger(LocalRunConfiguration.class);

    @Bean
    LocalDynamoDb localDynamoDb(
            @Value("${ordertable.local.port}") int port, @Value("${ordertable.local.data}") String folder)
            throws Exception {
        try {
            return new LocalDynamoDb(port, folder.isEmpty() ? null : Path.of(folder));
        } catch (Exception e) {
            if (e.getCause() instanceof BindException) {
                throw new InvalidConfigurationPropertyValueException(
                        "ordertable.local.port",
                        port,
                        "The local database cannot listen on this port, as another program does. Stop that program, or start "
                                + "with -Dspring-boot.run.arguments=--ordertable.local.port=0 to take a free port.");
            }
            throw e;
        }
    }

    @Bean
    AwsConnectionDetails localDatabase(LocalDynamoDb engine) {
        return new Emulator(engine.uri());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> databaseHint(AwsConnectionDetails database, TableProperties table) {
        return ready -> log.info(
                "Look into the database: AWS_ACCESS_KEY_ID={} AWS_SECRET_ACCESS_KEY={} aws dynamodb scan --table-name {}"
                        + " --endpoint-url {} --region {}",
                database.getAccessKey(),
                database.getSecretKey(),
                table.name(),
                database.getEndpoint(),
                database.getRegion());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tokenHint(@Value("${ordertable.local.issuer}") String issuer) {
        return ready -> {
            log.info("Token issuer: {} with the users ada, grace and staff, whose passwords are their names", issuer);
            log.info("Get a token: token=$({})", LocalIssuer.command(issuer, LocalUser.ADA));
        };
    }

    @Bean
    @ConditionalOnBooleanProperty("ordertable.local.sample")
    SampleData sampleData(Environment environment) {
        return new SampleData(environment);
    }
}
