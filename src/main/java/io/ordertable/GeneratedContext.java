package io.ordertable;

import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Starts the application from the context that the build generated (Spring AOT), where {@code spring.aot.enabled} asks for it and
 * the context fits. Which beans there are was decided then, with the profile {@code production}; what needs others starts the
 * ordinary way, slower, as it would be ignored otherwise. Unlike Spring itself this knows the property as an environment variable.
 */
class GeneratedContext implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(GeneratedContext.class);

    private static final List<Decision> DECISIONS = List.of(
            new Decision("management.server.port", GeneratedContext::managementIsApart),
            present("management.cloudwatch.metrics.export.namespace"),
            on("spring.cloud.aws.cloudwatch.enabled"),
            absent("spring.cloud.aws.dynamodb.dax.url"));

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        if (environment.getProperty(AotDetector.AOT_ENABLED, Boolean.class, false)) {
            List<String> differing = differing(environment);
            if (!differing.isEmpty()) {
                log.info("Starting without the generated context, which is made for another {}", differing);
            }
            System.setProperty(AotDetector.AOT_ENABLED, String.valueOf(differing.isEmpty()));
        }
    }

    /** The properties that ask for other beans than the generated context has. */
    static List<String> differing(Environment environment) {
        return DECISIONS.stream()
                .filter(decision -> !decision.holds().test(environment))
                .map(Decision::property)
                .toList();
    }

    private static boolean managementIsApart(Environment environment) {
        return ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
    }

    private static Decision present(String property) {
        return new Decision(property, environment -> environment.containsProperty(property));
    }

    private static Decision absent(String property) {
        return new Decision(property, environment -> !environment.containsProperty(property));
    }

    private static Decision on(String property) {
        return new Decision(property, environment -> environment.getProperty(property, Boolean.class, true));
    }

    /** What the build decided for good. */
    private record Decision(String property, Predicate<Environment> holds) {}
}
