package io.ordertable.infra;

import io.ordertable.infra.settings.DeploymentOptions;
import io.ordertable.infra.settings.Environments;
import io.ordertable.infra.settings.Identity;
import io.ordertable.infra.settings.Image;
import java.util.Optional;
import software.amazon.awscdk.App;

/**
 * Synthesizes an environment: {@code cdk synth -c environment=dev|prod}, with the options of {@link DeploymentOptions}. An option
 * for one environment is prefixed with its name, such as {@code prod:certificate}, and takes precedence.
 */
public final class OrdertableInfrastructure {

    private final App app;
    private final String environment;

    private OrdertableInfrastructure(App app) {
        this.app = app;
        this.environment = context("environment").orElse("dev");
    }

    public static void main(String[] arguments) {
        App app = new App();
        OrdertableInfrastructure infrastructure = new OrdertableInfrastructure(app);
        try {
            new Ordertable(app, Environments.named(infrastructure.environment, infrastructure.options()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    private DeploymentOptions options() {
        Optional<Image> image =
                option("tag").map(tag -> new Image.Tag(option("repository").orElse("ordertable"), tag));
        Identity identity = Identity.of(option("issuer"), option("audience"), option("jwk-set-uri"));
        return new DeploymentOptions(identity, image, option("certificate"), option("alarm-email"));
    }

    private Optional<String> option(String name) {
        return context(environment + ":" + name).or(() -> context(name));
    }

    private Optional<String> context(String name) {
        return Optional.ofNullable((String) app.getNode().tryGetContext(name)).filter(value -> !value.isBlank());
    }
}
