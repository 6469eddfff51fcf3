package io.ordertable;

import java.util.List;
import java.util.Map;
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
    private static final String NAMESPACE = "management.cloudwatch.metrics.export.namespace";
    private static final String CLOUDWATCH = "spring.cloud.aws.cloudwatch.enabled";
    static final String TRACING = "management.tracing.enabled";
    private static final String DAX = "spring.cloud.aws.dynamodb.dax.url";

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
        Map<String, Boolean> assumptions = Map.of(
                "management.server.port",
                ManagementPortType.get(environment) == ManagementPortType.DIFFERENT,
                NAMESPACE,
                environment.containsProperty(NAMESPACE),
                CLOUDWATCH,
                environment.getProperty(CLOUDWATCH, Boolean.class, true),
                TRACING,
                !environment.getProperty(TRACING, Boolean.class, false),
                DAX,
                !environment.containsProperty(DAX));
        return assumptions.entrySet().stream()
                .filter(assumption -> !assumption.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
