package io.ordertable.infra;

import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.infra.sizing.Sizing;
import java.io.*;
import java.nio.file.Path;
import java.util.*;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;

/**
 * The settings of an environment, which are described in {@code infra/README.md}. {@code environments.json} has their defaults and
 * those of each environment; options of a deployment override both. A text or list that is empty is not set.
 */
public record Settings(
        String environment,
        String region,
        String tableName,
        String tableStream,
        String tableKey,
        List<String> backupCopies,
        int backupLockDays,
        boolean retained,
        boolean deletionProtection,
        double averageOrdersPerSecond,
        double peakOrdersPerSecond,
        boolean warmThroughput,
        int statusShardsRead,
        int statusShardsWrite,
        boolean provisioned,
        boolean infrequentAccess,
        List<String> replicas,
        int daxNodes,
        String daxNodeType,
        String repository,
        String image,
        boolean x86,
        String vpcCidr,
        String vpcId,
        List<String> subnetIds,
        List<String> routeTableIds,
        boolean endpoints,
        String s3EndpointId,
        List<String> clientCidrs,
        List<String> clientSecurityGroups,
        String certificate,
        boolean edge,
        String webAcl,
        String cloudfrontSource,
        String domain,
        String edgeCertificate,
        List<String> trustedFrontends,
        int requestsPerAddress,
        int requestsPerToken,
        String issuer,
        String jwksUrl,
        boolean copyKeys,
        String audience,
        List<String> clientIds,
        String principalClaim,
        String authoritiesClaim,
        String authorityPrefix,
        String staffAuthority,
        String browserClientId,
        boolean validateTokens,
        List<String> corsOrigins,
        String alarmEmail,
        String pageTo,
        String canary,
        boolean tableFigures,
        int logDays,
        List<String> administrators,
        List<String> reporters) {

    /** Seconds in which a task that is no longer ready accepts requests: longer than the load balancer takes to notice. */
    public static final int SHUTDOWN_DELAY = 15;

    /** Seconds in which requests may finish after that. */
    public static final int SHUTDOWN_GRACE = 20;

    /** Then unused connections end in 7 seconds, 2 more than the deadline, and the JVM in 8. Fargate allows 120 in all. */
    public static final int STOP_TIMEOUT = SHUTDOWN_DELAY + SHUTDOWN_GRACE + 7 + 8;

    private static final List<Integer> LOG_DAYS = List.of(1, 7, 14, 30, 90, 180, 365);
    private static final Path FILE = Path.of("environments.json");
    private static final String DEFAULTS = "defaults";
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** Options for other parts of CDK, which have no colon in their name, unlike most. */
    private static final Set<String> OF_CDK = Set.of("environment", "acknowledged-issue-numbers", "cli-telemetry");

    public Settings {
        tableName = tableName.isEmpty() ? "ordertable-" + environment : tableName;
        require(
                tableStream.isEmpty() || tableStream.contains(":table/" + tableName + "/stream/"),
                tableStream + " is not a stream of " + tableName);
        require(
                tableStream.isEmpty() || retained,
                "With table-stream the data stack lets go of its table, and would delete it: set retained, and deploy, before");
        require(tableKey.isEmpty() || !tableStream.isEmpty(), "The data stack's table has the stack's own key");
        require(
                backupCopies.stream().allMatch(vault -> vault.matches("arn:.+:backup:.+:\\d{12}:backup-vault:.+")),
                "backup-copies must be ARNs of backup vaults, not " + backupCopies);
        require(backupLockDays == 0 || backupLockDays >= 3, "A lock is final after 3 days or more, or never: 0");
        require(region.matches("[a-z]{2}(-[a-z]+)+-\\d"), "There is no region " + region);
        require(
                vpcId.isEmpty() == subnetIds.isEmpty() && subnetIds.size() == routeTableIds.size(),
                "An existing VPC needs vpc-id, subnet-ids, and in the same order route-table-ids");
        require(
                endpoints || !vpcId.isEmpty() && !s3EndpointId.isEmpty(),
                "Only an existing VPC can have endpoints already: set vpc-id and s3-endpoint-id");
        require(
                certificate.isEmpty() || certificate.startsWith("arn:aws:acm:" + region + ":"),
                "The load balancer's certificate must be in " + region);
        require(
                webAcl.isEmpty() || edge && webAcl.matches("arn:aws:wafv2:us-east-1:\\d+:global/webacl/.+"),
                "web-acl is the output of the stack Ordertable-" + environment + "-edge: set edge first");
        require(
                webAcl.isEmpty() || cloudfrontSource.matches("(pl|sg)-\\w+"),
                "CloudFront needs access to the load balancer: set cloudfront-source to the id of a prefix list or group");
        require(
                domain.isEmpty() ? edgeCertificate.isEmpty() : edgeCertificate.startsWith("arn:aws:acm:us-east-1:"),
                "A domain needs a certificate in us-east-1: set domain and edge-certificate");
        require(
                webAcl.isEmpty() || certificate.isEmpty() || !domain.isEmpty(),
                "CloudFront uses HTTPS to the load balancer only for a host that is in its certificate: set domain");
        require(!validateTokens || !certificate.isEmpty(), "Tokens are validated on HTTPS only: set certificate");
        require(canary.isEmpty() || edge, "The canary is in the stack of the edge: set edge");
        require(!issuer.isEmpty(), "The service needs an issuer of tokens: set issuer");
        require(!jwksUrl.isEmpty(), "The service needs the issuer's public keys: set jwks-url");
        require(!audience.isEmpty() || !clientIds.isEmpty(), "Tokens are for somebody: set audience or client-ids");
        require(!retained || !image.isEmpty(), environment + " needs a pushed image: set image to its digest or tag");
        require(!retained || !alarmEmail.isEmpty(), environment + " needs somebody to notify: set alarm-email");
        int shards = new Sizing(averageOrdersPerSecond, peakOrdersPerSecond).statusShards();
        require(
                statusShardsWrite >= shards,
                "%s orders a second need %d status shards, not %d; docs/scale.md describes how to raise the number"
                        .formatted(peakOrdersPerSecond, shards, statusShardsWrite));
        require(
                statusShardsRead >= statusShardsWrite && statusShardsRead <= 512,
                "Of status shards, as many have to be read as are written, and at most 512");
        require(daxNodes >= 0 && daxNodes <= 11, "A DAX cluster has 1 to 11 nodes, not " + daxNodes);
        require(LOG_DAYS.contains(logDays), "Logs can be kept " + LOG_DAYS + " days, not " + logDays + " days");
    }

    /**
     * Returns the settings of an environment, overridden by options, whose lists may be texts with commas. Options for one environment
     * are prefixed with its name, such as {@code prod:certificate}, and take precedence.
     *
     * @throws IllegalArgumentException if an option is unknown, or the settings are impossible
     */
    public static Settings of(String environment, Map<String, ?> options) {
        JsonNode file = read();
        require(
                file.has(environment) && !environment.equals(DEFAULTS),
                "There is no environment " + environment + " in " + FILE);
        ObjectNode settings = file.path(DEFAULTS).deepCopy();
        settings.setAll((ObjectNode) file.path(environment));
        String own = environment + ":";
        options.entrySet().stream()
                .filter(option -> option.getKey().startsWith(own)
                        || !option.getKey().contains(":") && !OF_CDK.contains(option.getKey()))
                .sorted(Comparator.comparing(option -> option.getKey().startsWith(own)))
                .forEach(option -> override(settings, option.getKey().replaceFirst("^" + own, ""), option.getValue()));
        try {
            return JSON.convertValue(settings.put("environment", environment), Settings.class);
        } catch (IllegalArgumentException e) {
            throw e.getCause() instanceof JsonMappingException failure && failure.getCause() != null
                    ? new IllegalArgumentException(failure.getCause().getMessage(), e)
                    : e;
        }
    }

    private static void override(ObjectNode settings, String key, Object value) {
        JsonNode previous = settings.get(key);
        require(previous != null, "There is no setting " + key + "; infra/README.md lists them");
        boolean texts = previous.isArray() && value instanceof String;
        settings.set(key, JSON.valueToTree(texts ? list(value.toString()) : value));
    }

    private static List<String> list(String texts) {
        return Stream.of(texts.split("[,\\s]+")).filter(text -> !text.isEmpty()).toList();
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Returns the size of everything that depends on the load. */
    public Sizing sizing() {
        return new Sizing(averageOrdersPerSecond, peakOrdersPerSecond);
    }

    /** Returns whether CloudFront is in front of the load balancer. */
    public boolean cloudfront() {
        return !webAcl.isEmpty();
    }

    /** Returns whether the load balancer uses HTTPS. */
    public boolean tls() {
        return !certificate.isEmpty();
    }

    /** Returns the name of resources of which the environment has one, such as the dashboard. */
    public String name() {
        return "ordertable-" + environment;
    }

    /** Returns the name of a resource of which the environment has several. */
    public String name(String what) {
        return name() + "-" + what;
    }

    /** Returns the path of roles that may reach the table's data without being in the VPC. */
    public String outside() {
        return "/" + name() + "/outside-the-vpc/";
    }

    /** Returns the ARN of the table that the app uses. */
    public String tableArn(Stack stack) {
        return "arn:" + stack.getPartition() + ":dynamodb:" + region + ":" + stack.getAccount() + ":table/" + tableName;
    }

    /** Returns the condition that a key is used through an AWS service only. */
    public Map<String, String> through(String service) {
        return Map.of("kms:ViaService", service + "." + region + ".amazonaws.com");
    }

    /** Returns the name of a stack. */
    public String stack(String what) {
        return "Ordertable-" + environment + "-" + what;
    }

    /** Returns the namespace of the application's metrics. */
    public String namespace() {
        return "Ordertable/" + environment;
    }

    /** Returns what becomes of data when its stack is deleted. If its first creation fails, it is deleted in any case. */
    public RemovalPolicy removal() {
        return retained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    }
}
