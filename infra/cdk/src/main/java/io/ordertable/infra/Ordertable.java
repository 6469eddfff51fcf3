package io.ordertable.infra;

import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.data.ReplicaKeyStack;
import io.ordertable.infra.network.EdgeStack;
import io.ordertable.infra.observability.EdgeAlarms;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.*;

/** All stacks of an environment, and the repository that environments share. */
public final class Ordertable {

    private final App app;
    private final Settings settings;
    private final List<Stack> stacks = new ArrayList<>();

    public Ordertable(App app, Settings settings) {
        this.app = app;
        this.settings = settings;
        stacks.add(new RepositoryStack(app, "Ordertable-repository", in(settings.region()), settings));
        DataStack data = add(new DataStack(app, settings.stack("data"), in(settings.region()), settings));
        settings.replicas().forEach(region -> data.addStackDependency(keyIn(region)));
        if (settings.edge()) {
            new EdgeAlarms(
                    add(new EdgeStack(app, settings.stack("edge"), in("us-east-1"), settings)), "Alarms", settings);
        }
        AppStack service = add(new AppStack(app, settings.stack("app"), in(settings.region()), settings, data));
        service.addStackDependency(data);
        Tags.of(app).add("application", "ordertable");
    }

    /** Returns the stacks in the order in which they are deployed. */
    public List<Stack> stacks() {
        return List.copyOf(stacks);
    }

    private Stack keyIn(String region) {
        return add(new ReplicaKeyStack(app, settings.stack("key-" + region), in(region), settings));
    }

    private <T extends Stack> T add(T stack) {
        Tags.of(stack).add("environment", settings.environment());
        stacks.add(stack);
        return stack;
    }

    /** Leaves the account to the credentials of the deployment: if it were set, CDK would look up availability zones in AWS. */
    private StackProps in(String region) {
        return StackProps.builder()
                .env(Environment.builder().region(region).build())
                .terminationProtection(settings.deletionProtection())
                .build();
    }
}
