package io.ordertable.infra;

import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.events.Events;
import io.ordertable.infra.network.Edge;
import io.ordertable.infra.network.Network;
import io.ordertable.infra.observability.Observability;
import io.ordertable.infra.service.Service;
import software.amazon.awscdk.*;
import software.constructs.Construct;

/** Everything but the data. It is deployed for each new version of the service. */
final class AppStack extends Stack {

    AppStack(Construct scope, String id, StackProps props, Settings settings, DataStack data) {
        super(scope, id, props);
        Network network = Network.create(new Construct(this, "Network"), data.vpc(), settings);
        Service service = Service.create(new Construct(this, "Service"), settings, network, data);
        Events events = Events.create(new Construct(this, "Events"), settings, data);
        Observability.create(new Construct(this, "Observability"), settings, service, events);
        Statements.guard(this);
        Resources.output(
                this, "Address", "The load balancer", service.balancer().getLoadBalancerDnsName());
        if (settings.cloudfront()) {
            String host = Edge.create(new Construct(this, "Edge"), settings, service.balancer());
            Resources.output(this, "EdgeAddress", "The service on the internet; the domain has to resolve to it", host);
        }
        remind(settings);
        String operators = network.groups().operators().getSecurityGroupId();
        Resources.output(this, "Operators", "The security group for shells that call /actuator", operators);
        Resources.output(this, "Topic", "Subscribe to this topic to receive events of orders", events.topic());
    }

    private void remind(Settings settings) {
        settings.sizing().quotas().forEach(quota -> Annotations.of(this)
                .addInfo("AWS has to raise a quota of %s: %s, from %d to %d"
                        .formatted(quota.service(), quota.name(), quota.byDefault(), quota.needed())));
        if (settings.retained() && !settings.deletionProtection()) {
            Annotations.of(this)
                    .addWarningV2(
                            "ordertable:deletionProtection",
                            "After the first deployment has succeeded, set deletion-protection");
        }
    }
}
