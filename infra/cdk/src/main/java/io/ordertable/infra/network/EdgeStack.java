package io.ordertable.infra.network;

import static java.util.Map.entry;

import io.ordertable.infra.Logs;
import io.ordertable.infra.Settings;
import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.*;
import software.constructs.Construct;

/**
 * The firewall of CloudFront, which AWS accepts in us-east-1 only. It blocks known attacks, and clients that send more requests than
 * the settings allow.
 */
public final class EdgeStack extends Stack {

    private static final String TOKEN = "Authorization";
    private static final Map<String, Object> NOTHING = Map.of();

    private final Settings settings;

    public EdgeStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.settings = settings;
        CfnWebACL firewall = CfnWebACL.Builder.create(this, "Firewall")
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(CfnWebACL.VisibilityConfigProperty.builder()
                        .metricName(settings.name())
                        .cloudWatchMetricsEnabled(true)
                        .sampledRequestsEnabled(true)
                        .build())
                // The cheapest rules come first.
                .rules(List.of(
                        rate(0, "RequestsPerAddress", byAddress()),
                        rate(1, "RequestsPerToken", byToken()),
                        managed(2, "AWSManagedRulesAmazonIpReputationList"),
                        managed(3, "AWSManagedRulesKnownBadInputsRuleSet"),
                        // This rule would block bodies over 8 KB, such as imports. The application has its own limits.
                        managed(4, "AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY")))
                .build();
        // AWS accepts only log groups with this prefix.
        LogGroup logs = Logs.named(this, "Logs", settings, "aws-waf-logs-" + settings.name());
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(firewall.getAttrArn())
                .logDestinationConfigs(List.of(logs.getLogGroupArn()))
                .redactedFields(List.of(Map.of("singleHeader", Map.of("Name", TOKEN))))
                .build();
        CfnOutput.Builder.create(this, "WebAcl")
                .description("The value of the setting web-acl")
                .value(firewall.getAttrArn())
                .build();
    }

    /** Addresses of frontends that call the service for many users are not limited. */
    private Map<String, Object> byAddress() {
        Map<String, Object> rate =
                new HashMap<>(Map.of("aggregateKeyType", "IP", "limit", settings.requestsPerAddress()));
        if (!settings.trustedFrontends().isEmpty()) {
            CfnIPSet frontends = CfnIPSet.Builder.create(this, "TrustedFrontends")
                    .scope("CLOUDFRONT")
                    .ipAddressVersion("IPV4")
                    .addresses(settings.trustedFrontends())
                    .build();
            Map<String, ?> trusted = Map.of("ipSetReferenceStatement", Map.of("arn", frontends.getAttrArn()));
            rate.put("scopeDownStatement", Map.of("notStatement", Map.of("statement", trusted)));
        }
        return rate;
    }

    private Map<String, Object> byToken() {
        Map<String, ?> header =
                Map.of("name", TOKEN, "textTransformations", List.of(Map.of("priority", 0, "type", "NONE")));
        return Map.of(
                "aggregateKeyType", "CUSTOM_KEYS",
                "customKeys", List.of(Map.of("header", header)),
                "limit", settings.requestsPerToken());
    }

    private static Map<String, Object> rate(int priority, String name, Map<String, Object> rate) {
        return rule(priority, name, "action", Map.of("block", NOTHING), Map.of("rateBasedStatement", rate));
    }

    private static Map<String, Object> managed(int priority, String name, String... onlyCounted) {
        List<?> overrides = List.of(onlyCounted).stream()
                .map(rule -> Map.of("name", rule, "actionToUse", Map.of("count", NOTHING)))
                .toList();
        Map<String, ?> group = Map.of("vendorName", "AWS", "name", name, "ruleActionOverrides", overrides);
        return rule(
                priority, name, "overrideAction", Map.of("none", NOTHING), Map.of("managedRuleGroupStatement", group));
    }

    private static Map<String, Object> rule(
            int priority, String name, String kind, Map<String, ?> action, Map<String, ?> statement) {
        Map<String, ?> visible =
                Map.of("metricName", name, "cloudWatchMetricsEnabled", true, "sampledRequestsEnabled", true);
        return Map.ofEntries(
                entry("name", name),
                entry("priority", priority),
                entry(kind, action),
                entry("statement", statement),
                entry("visibilityConfig", visible));
    }
}
