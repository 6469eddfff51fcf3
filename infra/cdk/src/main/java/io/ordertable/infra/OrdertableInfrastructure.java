package io.ordertable.infra;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.App;

/** Synthesizes an environment: {@code cdk synth -c environment=dev|prod}, with the options of {@link Settings}. */
public final class OrdertableInfrastructure {

    private OrdertableInfrastructure() {}

    public static void main(String[] arguments) {
        App app = new App();
        String environment = Objects.requireNonNullElse((String) app.getNode().tryGetContext("environment"), "dev");
        try {
            new Ordertable(app, Settings.of(environment, options(app)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> options(App app) {
        return (Map<String, ?>) app.getNode().getAllContext();
    }
}
