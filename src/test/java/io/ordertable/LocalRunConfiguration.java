package io.ordertable;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.ordertable.TestDatabaseConfiguration.Emulator;
import io.ordertable.table.TableProperties;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
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
            throw e.getCause() instanceof BindException ? taken("ordertable.local.port", port, "local database") : e;
        }
    }

    @Bean
    LocalThrottle localThrottle(
            LocalDynamoDb engine, @Value("${ordertable.local.throttle.port}") int port, Environment environment)
            throws Exception {
        try {
            return new LocalThrottle(
                    engine.uri(), InetAddress.getLoopbackAddress(), port, LocalThrottle.Setting.of(environment));
        } catch (IOException e) {
            throw taken("ordertable.local.throttle.port", port, "throttle switch");
        }
    }

    @Bean
    AwsConnectionDetails localDatabase(LocalThrottle throttle) {
        return new Emulator(throttle.uri());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> databaseHint(
            LocalDynamoDb engine, LocalThrottle throttle, AwsConnectionDetails database, TableProperties table) {
        return ready -> {
            log.info(
                    "Look into the database: AWS_ACCESS_KEY_ID={} AWS_SECRET_ACCESS_KEY={} aws dynamodb scan --table-name {}"
                            + " --endpoint-url {} --region {}",
                    database.getAccessKey(),
                    database.getSecretKey(),
                    table.name(),
                    engine.uri(),
                    database.getRegion());
            log.info(
                    "Throttle switch: {} Throttle 30 % of the calls: curl -X PUT -d '{\"share\": 0.3}' {}",
                    throttle.switchUri(), throttle.switchUri());
        };
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> tokenHint(@Value("${ordertable.local.issuer}") String issuer) {
        return ready -> {
            log.info("Token issuer: {} with the users ada, grace and staff, whose passwords are their names", issuer);
            log.info("Get a token: token=$({})", LocalIssuer.command(issuer, LocalUser.ADA));
        };
    }

    @Bean
    LocalShop shop(LocalThrottle throttle, Environment environment) throws Exception {
        return new LocalShop(() -> Map.of(
                "api",
                "",
                "issuer",
                environment.getRequiredProperty("ordertable.local.issuer"),
                "throttle",
                throttle.switchUri().toString(),
                "operators",
                "http://localhost:" + environment.getProperty("local.management.port") + "/actuator"));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> shopHint(Environment environment) {
        return ready -> log.info("Shop: http://localhost:{}/shop/", environment.getProperty("local.server.port"));
    }

    @Bean
    @ConditionalOnBooleanProperty("ordertable.local.sample")
    SampleData sampleData(Environment environment) {
        return new SampleData(environment);
    }

    private static RuntimeException taken(String property, int port, String who) {
        return new InvalidConfigurationPropertyValueException(
                property,
                port,
                ("The %s cannot listen on this port, as another program does. Stop that program, or start "
                                + "with -Dspring-boot.run.arguments=--%s=0 to take a free port.")
                        .formatted(who, property));
    }
}
