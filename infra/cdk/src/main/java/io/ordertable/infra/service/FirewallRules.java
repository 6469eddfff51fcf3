package io.ordertable.infra.service;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL.BlockActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.CountActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.ManagedRuleGroupStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.OverrideActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionOverrideProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleActionProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.StatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.VisibilityConfigProperty;

/** The rules of the firewall, the cheapest first. */
final class FirewallRules {

    private FirewallRules() {}

    static List<RuleProperty> of(int requestsPerClient) {
        return List.of(
                rate(requestsPerClient),
                managed(1, "AWSManagedRulesAmazonIpReputationList", List.of()),
                managed(2, "AWSManagedRulesKnownBadInputsRuleSet", List.of()),
                // This rule would block bodies over 8 KB, such as imports. The application has its own limits.
                managed(3, "AWSManagedRulesCommonRuleSet", List.of("SizeRestrictions_BODY")));
    }

    static VisibilityConfigProperty visible(String name) {
        return VisibilityConfigProperty.builder()
                .metricName(name)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }

    private static RuleProperty rate(int requestsPerClient) {
        return RuleProperty.builder()
                .name("Rate")
                .priority(0)
                .action(RuleActionProperty.builder()
                        .block(BlockActionProperty.builder().build())
                        .build())
                .statement(StatementProperty.builder()
                        .rateBasedStatement(RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(requestsPerClient)
                                .build())
                        .build())
                .visibilityConfig(visible("Rate"))
                .build();
    }

    private static RuleProperty managed(int priority, String name, List<String> onlyCounted) {
        return RuleProperty.builder()
                .name(name)
                .priority(priority)
                .overrideAction(OverrideActionProperty.builder().none(Map.of()).build())
                .statement(StatementProperty.builder()
                        .managedRuleGroupStatement(ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(name)
                                .ruleActionOverrides(onlyCounted.stream()
                                        .map(FirewallRules::count)
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
}
