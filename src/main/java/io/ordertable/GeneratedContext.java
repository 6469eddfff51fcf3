package io.ordertable;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Switches Spring AOT off if a property needs other beans than the build chose. Spring itself would ignore the property. Also reads
 * {@code spring.aot.enabled} from the environment, where Spring does not look.
 */
class GeneratedContext implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(GeneratedContext.class);

    /** What holds for the beans of the build, by property. */
    private static final Map<String, Predicate<Environment>> ASSUMPTIONS = Map.of(
            "management.server.port",
            environment -> ManagementPortType.get(environment) == ManagementPortType.DIFFERENT,
            "management.cloudwatch.metrics.export.namespace",
            environment -> environment.containsProperty("management.cloudwatch.metrics.export.namespace"),
            "spring.cloud.aws.cloudwatch.enabled",
            environment -> environment.getProperty("spring.cloud.aws.cloudwatch.enabled", Boolean.class, true),
            "spring.cloud.aws.dynamodb.dax.url",
            environment -> !environment.containsProperty("spring.cloud.aws.dynamodb.dax.url"));

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        if (environment.getProperty(AotDetector.AOT_ENABLED, Boolean.class, false)) {
            List<String> differing = differing(environment);
            if (!differing.isEmpty()) {
                log.info("Starting without Spring AOT, because the build assumed another {}", differing);
            }
            System.setProperty(AotDetector.AOT_ENABLED, String.valueOf(differing.isEmpty()));
        }
    }

    /** Returns the properties that need other beans. */
    static List<String> differing(Environment environment) {
        return ASSUMPTIONS.keySet().stream()
                .filter(property -> !ASSUMPTIONS.get(property).test(environment))
                .toList();
    }
}
