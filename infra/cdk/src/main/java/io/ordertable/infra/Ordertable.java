package io.ordertable.infra;

import io.ordertable.infra.data.*;
import io.ordertable.infra.network.EdgeStack;
import io.ordertable.infra.observability.Observability;
import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.*;

/** All stacks of an environment: {@code cdk synth -c environment=dev|prod}, with the options of {@link Settings}. */
public final class Ordertable {

    private final App app;
    private final Settings settings;
    private final List<Stack> stacks = new ArrayList<>();

    public Ordertable(App app, Settings settings) {
        this.app = app;
        this.settings = settings;
        stacks.add(repository());
        DataStack data = add(new DataStack(app, settings.stack("data"), in(settings.region()), settings));
        settings.replicas().forEach(region -> data.addStackDependency(keyIn(region)));
        if (settings.edge()) {
            Observability.createForEdge(
                    add(new EdgeStack(app, settings.stack("edge"), in("us-east-1"), settings)), settings);
        }
        AppStack service = add(new AppStack(app, settings.stack("app"), in(settings.region()), settings, data));
        service.addStackDependency(data);
        Tags.of(app).add("application", "ordertable");
    }

    public static void main(String[] arguments) {
        App app = new App();
        String environment = Objects.requireNonNullElse((String) app.getNode().tryGetContext("environment"), "dev");
        try {
            @SuppressWarnings("unchecked")
            Map<String, ?> options = (Map<String, ?>) app.getNode().getAllContext();
            new Ordertable(app, Settings.of(environment, options));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /** Returns the stacks in the order in which they are deployed. */
    public List<Stack> stacks() {
        return List.copyOf(stacks);
    }

    /** Environments of an account and region share the repository of images, so it has no name of an environment. */
    private Stack repository() {
        Stack stack = new Stack(app, "Ordertable-repository", in(settings.region()));
        Repository.Builder.create(stack, "Images")
                .repositoryName(settings.repository())
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                // More than releases that anybody would roll back to.
                .lifecycleRules(
                        List.of(LifecycleRule.builder().maxImageCount(100).build()))
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        return stack;
    }

    /** The key of a replica has to exist before the replica. */
    private Stack keyIn(String region) {
        Stack stack = add(new Stack(app, settings.stack("key-" + region), in(region)));
        OrderTable.key(stack, settings);
        return stack;
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
