package io.ordertable.infra.service;

import io.ordertable.infra.network.Ports;
import io.ordertable.infra.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The application's configuration, as environment variables. None of it is secret: the application has no secrets. */
final class Environment {

    /** The load balancer keeps connections for this long unless told otherwise; the application has to keep them longer. */
    static final int BALANCER_IDLE_SECONDS = 60;

    private Environment() {}

    static Map<String, String> of(Settings settings, Optional<String> cacheUrl) {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "AWS_REGION", settings.region(),
                "SPRING_PROFILES_ACTIVE", "production",
                "SERVER_PORT", String.valueOf(Ports.SERVICE),
                "SERVER_JETTY_CONNECTIONIDLETIMEOUT", BALANCER_IDLE_SECONDS + 15 + "s",
                "MANAGEMENT_SERVER_PORT", String.valueOf(Ports.MANAGEMENT),
                "MANAGEMENT_CLOUDWATCH_METRICS_EXPORT_NAMESPACE",
                        settings.names().metrics(),
                "ORDERTABLE_TABLE_NAME", settings.names().base(),
                "ORDERTABLE_SHUTDOWNDELAY", settings.service().shutdown().delay() + "s",
                "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE",
                        settings.service().shutdown().grace() + "s"));
        cacheUrl.ifPresent(url -> {
            variables.put("SPRING_CLOUD_AWS_DYNAMODB_DAX_URL", url);
            // Which beans there are was decided when the image was built, without a cache.
            variables.put("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=false");
        });
        return variables;
    }
}
