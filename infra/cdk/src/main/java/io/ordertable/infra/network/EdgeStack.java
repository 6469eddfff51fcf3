package io.ordertable.infra.network;

import io.ordertable.infra.*;
import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.*;
import software.constructs.Construct;

/** The firewall of CloudFront, in us-east-1 only. It blocks known attacks, and clients that send more requests than is allowed. */
public final class EdgeStack extends Stack {

    /**
     * The cheapest rules come first. Addresses of frontends that call the service for many users are not limited. Large bodies, such
     * as imports, are only counted: the application has its own limits.
     */
    private static final String RULES = """
            {
              "RequestsPerAddress": {"action": {"block": {}}, "statement": {"rateBasedStatement": {
                "limit": %d, "aggregateKeyType": "IP",
                "scopeDownStatement": {"notStatement": {"statement": {"ipSetReferenceStatement": {"arn": "%s"}}}}}}},
              "RequestsPerToken": {"action": {"block": {}}, "statement": {"rateBasedStatement": {
                "limit": %d, "aggregateKeyType": "CUSTOM_KEYS", "customKeys": [
                  {"header": {"name": "Authorization", "textTransformations": [{"priority": 0, "type": "NONE"}]}}]}}},
              "AWSManagedRulesAmazonIpReputationList": {"overrideAction": {"none": {}}, "statement": {"managedRuleGroupStatement": {
                "vendorName": "AWS", "name": "AWSManagedRulesAmazonIpReputationList"}}},
              "AWSManagedRulesKnownBadInputsRuleSet": {"overrideAction": {"none": {}}, "statement": {"managedRuleGroupStatement": {
                "vendorName": "AWS", "name": "AWSManagedRulesKnownBadInputsRuleSet"}}},
              "AWSManagedRulesCommonRuleSet": {"overrideAction": {"none": {}}, "statement": {"managedRuleGroupStatement": {
                "vendorName": "AWS", "name": "AWSManagedRulesCommonRuleSet",
                "ruleActionOverrides": [{"name": "SizeRestrictions_BODY", "actionToUse": {"count": {}}}]}}}
            }""";

    public EdgeStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        CfnIPSet frontends = CfnIPSet.Builder.create(this, "TrustedFrontends")
                .scope("CLOUDFRONT")
                .ipAddressVersion("IPV4")
                .addresses(settings.trustedFrontends())
                .build();
        CfnWebACL firewall = CfnWebACL.Builder.create(this, "Firewall")
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible(settings.name()))
                .rules(rules(RULES.formatted(
                        settings.requestsPerAddress(), frontends.getAttrArn(), settings.requestsPerToken())))
                .build();
        // AWS accepts only log groups with this prefix.
        LogGroup logs = Resources.namedLogs(this, "Logs", settings, "aws-waf-logs-" + settings.name());
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(firewall.getAttrArn())
                .logDestinationConfigs(List.of(logs.getLogGroupArn()))
                .redactedFields(List.of(Map.of("singleHeader", Map.of("Name", "Authorization"))))
                .build();
        Resources.output(this, "WebAcl", "The value of the setting web-acl", firewall.getAttrArn());
    }

    private static List<Map<String, Object>> rules(String json) {
        List<Map<String, Object>> rules = new ArrayList<>();
        Resources.<Map<String, Object>>json(json).forEach((name, rule) -> {
            rule.putAll(Map.of("name", name, "priority", rules.size(), "visibilityConfig", visible(name)));
            rules.add(rule);
        });
        return rules;
    }

    private static CfnWebACL.VisibilityConfigProperty visible(String name) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .metricName(name)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }
}
