package io.ordertable.infra.network;

import io.ordertable.infra.Logs;
import io.ordertable.infra.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.AllowActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.DefaultActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.IPSetReferenceStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.NotStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementCustomKeyProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateLimitHeaderProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.TextTransformationProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;
import software.constructs.Construct;

/**
 * The firewall of CloudFront, which AWS accepts in us-east-1 only. It blocks known attacks, and clients that send more requests than
 * the settings allow.
 */
public final class EdgeStack extends Stack {

    private static final String TOKEN = "Authorization";

    private final Settings settings;

    public EdgeStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.settings = settings;
        CfnWebACL firewall = CfnWebACL.Builder.create(this, "Firewall")
                .scope("CLOUDFRONT")
                .defaultAction(DefaultActionProperty.builder()
                        .allow(AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible(settings.name()))
                .rules(rules())
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

    /** Returns the rules, the cheapest first. */
    private List<RuleProperty> rules() {
        return List.of(
                rate(0, "RequestsPerAddress", byAddress()),
                rate(1, "RequestsPerToken", byToken()),
                managed(2, "AWSManagedRulesAmazonIpReputationList"),
                managed(3, "AWSManagedRulesKnownBadInputsRuleSet"),
                // This rule would block bodies over 8 KB, such as imports. The application has its own limits.
                managed(4, "AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY"));
    }

    /** Addresses of frontends that call the service for many users are not limited. */
    private RateBasedStatementProperty byAddress() {
        RateBasedStatementProperty.Builder rate =
                RateBasedStatementProperty.builder().aggregateKeyType("IP").limit(settings.requestsPerAddress());
        if (!settings.trustedFrontends().isEmpty()) {
            CfnIPSet frontends = CfnIPSet.Builder.create(this, "TrustedFrontends")
                    .scope("CLOUDFRONT")
                    .ipAddressVersion("IPV4")
                    .addresses(settings.trustedFrontends())
                    .build();
            rate.scopeDownStatement(StatementProperty.builder()
                    .notStatement(NotStatementProperty.builder()
                            .statement(StatementProperty.builder()
                                    .ipSetReferenceStatement(IPSetReferenceStatementProperty.builder()
                                            .arn(frontends.getAttrArn())
                                            .build())
                                    .build())
                            .build())
                    .build());
        }
        return rate.build();
    }

    private RateBasedStatementProperty byToken() {
        return RateBasedStatementProperty.builder()
                .aggregateKeyType("CUSTOM_KEYS")
                .customKeys(List.of(RateBasedStatementCustomKeyProperty.builder()
                        .header(RateLimitHeaderProperty.builder()
                                .name(TOKEN)
                                .textTransformations(List.of(TextTransformationProperty.builder()
                                        .priority(0)
                                        .type("NONE")
                                        .build()))
                                .build())
                        .build()))
                .limit(settings.requestsPerToken())
                .build();
    }

    private static RuleProperty rate(int priority, String name, RateBasedStatementProperty rate) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .action(RuleActionProperty.builder()
                        .block(BlockActionProperty.builder().build())
                        .build())
                .statement(StatementProperty.builder().rateBasedStatement(rate).build())
                .visibilityConfig(visible(name))
                .build();
    }

    private static RuleProperty managed(int priority, String name, String... onlyCounted) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .statement(StatementProperty.builder()
                        .managedRuleGroupStatement(ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(name)
                                .ruleActionOverrides(Stream.of(onlyCounted)
                                        .map(EdgeStack::count)
                                        .toList())
                                .build())
                        .build())
                .visibilityConfig(visible(name))
                .build();
    }

    private static RuleActionOverrideProperty count(String rule) {
        return RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(RuleActionProperty.builder()
                        .count(CountActionProperty.builder().build())
                        .build())
                .build();
    }

    private static VisibilityConfigProperty visible(String name) {
        return VisibilityConfigProperty.builder()
                .metricName(name)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }
}
