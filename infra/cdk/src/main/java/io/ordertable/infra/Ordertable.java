package io.ordertable.infra;

import io.ordertable.infra.data.CacheStack;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.data.ReplicaKeyStack;
import io.ordertable.infra.events.EventsStack;
import io.ordertable.infra.network.NetworkStack;
import io.ordertable.infra.observability.ObservabilityStack;
import io.ordertable.infra.service.ServiceStack;
import io.ordertable.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** All stacks of an environment, one for each life cycle. */
public final class Ordertable {

    private final App app;
    private final Settings settings;
    private final List<Stack> stacks = new ArrayList<>();

    public Ordertable(App app, Settings settings) {
        this.app = app;
        this.settings = settings;
        NetworkStack network = add(new NetworkStack(app, name("network"), in(settings.region()), settings));
        DataStack data = add(new DataStack(app, name("data"), in(settings.region()), settings));
        settings.table().replicas().forEach(region -> data.addStackDependency(keyIn(region)));
        Optional<CacheStack> cache = settings.dax()
                .map(dax ->
                        add(new CacheStack(app, name("cache"), in(settings.region()), settings, dax, network, data)));
        ServiceStack service =
                add(new ServiceStack(app, name("service"), in(settings.region()), settings, network, data, cache));
        EventsStack events = add(new EventsStack(app, name("events"), in(settings.region()), settings, data));
        add(new ObservabilityStack(app, name("observability"), in(settings.region()), settings, service, events));
        Tags.of(app).add("application", "ordertable");
        Tags.of(app).add("environment", settings.environment());
    }

    /** Returns the stacks in the order in which they are deployed. */
    public List<Stack> stacks() {
        return List.copyOf(stacks);
    }

    private Stack keyIn(String region) {
        return add(new ReplicaKeyStack(app, name("key-" + region), in(region), settings));
    }

    private <T extends Stack> T add(T stack) {
        stacks.add(stack);
        return stack;
    }

    private String name(String what) {
        return settings.names().stack(what);
    }

    /** Leaves the account to the credentials of the deployment: if it were set, CDK would look up availability zones in AWS. */
    private StackProps in(String region) {
        return StackProps.builder()
                .env(Environment.builder().region(region).build())
                .terminationProtection(settings.table().retained())
                .build();
    }
}
