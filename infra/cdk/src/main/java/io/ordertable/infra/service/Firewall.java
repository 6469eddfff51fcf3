package io.ordertable.infra.service;

import io.ordertable.infra.Retention;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** A web application firewall in front of a public load balancer. Blocks known attacks, and clients that send too many requests. */
class Firewall extends Construct {

    Firewall(Construct scope, String id, String balancer, Settings settings) {
        super(scope, id);
        String name = settings.names().base();
        CfnWebACL rules = CfnWebACL.Builder.create(this, "Rules")
                .name(name)
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(FirewallRules.visible(name))
                .rules(FirewallRules.of(settings.exposure().requestsPerClient()))
                .build();
        CfnWebACLAssociation.Builder.create(this, "Balancer")
                .resourceArn(balancer)
                .webAclArn(rules.getAttrArn())
                .build();
        // AWS accepts only log groups with this prefix.
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("aws-waf-logs-" + name)
                .retention(Retention.ofDays(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(rules.getAttrArn())
                .logDestinationConfigs(List.of(logs.getLogGroupArn()))
                .build();
    }
}
