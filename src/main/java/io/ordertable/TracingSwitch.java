package io.ordertable;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out Spring Boot's configuration of traces unless they are on. With {@code management.tracing.enabled=false} alone, Boot exports
 * nothing, but still creates spans.
 */
class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ACTUATOR = "org.springframework.boot.actuate.autoconfigure.";

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = environment.getProperty(GeneratedContext.TRACING, Boolean.class, true);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[configurations.length];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = on || !isTracing(configurations[i]);
        }
        return matches;
    }

    private static boolean isTracing(@Nullable String configuration) {
        return configuration != null
                && (configuration.startsWith(ACTUATOR + "tracing.")
                        || configuration.startsWith(ACTUATOR + "opentelemetry."));
    }
}
