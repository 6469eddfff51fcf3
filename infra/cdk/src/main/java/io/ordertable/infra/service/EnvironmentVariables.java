package io.ordertable.infra.service;

import static io.ordertable.infra.Contract.variable;

import io.ordertable.infra.Settings;
import io.ordertable.infra.network.SecurityGroups;
import io.ordertable.infra.sizing.Sizing;
import java.util.*;

/** The application's configuration, as environment variables. None is a secret: the application has no secrets. */
final class EnvironmentVariables {

    /** How long the load balancer keeps idle connections; the application has to keep them longer. */
    static final int BALANCER_IDLE_SECONDS = 60;

    private EnvironmentVariables() {}

    /** Returns the variables of a backfill. */
    static Map<String, String> ofBackfill(Settings settings) {
        Sizing sizing = settings.sizing();
        Map<String, String> variables = ofTable(settings);
        int indexReads = sizing.index("GSI2").headroom().reads();
        // This index has fewer than the others and the table.
        int writes = sizing.index("GSI1").headroom().writes();
        variables.put(
                variable("ordertable.backfill.free-reads"),
                String.valueOf(sizing.table().headroom().reads()));
        variables.put(variable("ordertable.backfill.free-index-reads"), String.valueOf(indexReads));
        variables.put(variable("ordertable.backfill.free-writes"), String.valueOf(writes));
        return variables;
    }

    private static Map<String, String> ofTable(Settings settings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("AWS_REGION", settings.region());
        variables.put(variable("spring.profiles.active"), "production");
        variables.put(variable("ordertable.table.name"), settings.tableName());
        variables.put(variable("ordertable.table.status-shards.read"), String.valueOf(settings.statusShardsRead()));
        variables.put(variable("ordertable.table.status-shards.write"), String.valueOf(settings.statusShardsWrite()));
        return variables;
    }

    /** Returns the variables of the service. Properties that are not set keep the application's defaults. */
    static Map<String, String> of(Settings settings, String keys, String cacheUrl) {
        Map<String, String> variables = ofTable(settings);
        variables.put(variable("server.port"), String.valueOf(SecurityGroups.SERVICE));
        variables.put(variable("server.jetty.connection-idle-timeout"), BALANCER_IDLE_SECONDS + 15 + "s");
        variables.put(variable("management.server.port"), String.valueOf(SecurityGroups.MANAGEMENT));
        variables.put(variable("management.cloudwatch.metrics.export.namespace"), settings.namespace());
        String tokens = "spring.security.oauth2.resourceserver.jwt.";
        variables.put(variable(tokens + "issuer-uri"), settings.issuer());
        variables.put(variable(tokens + "jwk-set-uri"), keys);
        variables.put(variable(tokens + "principal-claim-name"), settings.principalClaim());
        variables.put(variable("ordertable.security.staff-authority"), settings.staffAuthority());
        variables.put(variable(tokens + "audiences"), settings.audience());
        variables.put(variable(tokens + "authorities-claim-name"), settings.authoritiesClaim());
        variables.put(variable("ordertable.security.client-ids"), String.join(",", settings.clientIds()));
        variables.put(variable("ordertable.security.browser-client-id"), settings.browserClientId());
        variables.put(variable("ordertable.cors.allowed-origins"), String.join(",", settings.corsOrigins()));
        // CloudFront and the load balancer append the client's address to X-Forwarded-For.
        variables.put(variable("ordertable.quotas.trusted-proxies"), settings.cloudfront() ? "2" : "1");
        variables.put(variable("ordertable.shutdown-delay"), Settings.SHUTDOWN_DELAY + "s");
        variables.put(variable("spring.lifecycle.timeout-per-shutdown-phase"), Settings.SHUTDOWN_GRACE + "s");
        variables.put(variable("spring.cloud.aws.dynamodb.dax.url"), cacheUrl);
        variables.put(variable("ordertable.expert.cloudwatch"), settings.tableFigures() ? "true" : "");
        variables.values().removeIf(String::isEmpty);
        // The default is not empty.
        variables.put(variable(tokens + "authority-prefix"), settings.authorityPrefix());
        return variables;
    }
}
