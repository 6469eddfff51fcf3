package io.ordertable.infra;

import io.ordertable.infra.settings.Choices;
import io.ordertable.infra.settings.Environments;
import io.ordertable.infra.settings.Image;
import java.util.Optional;
import software.amazon.awscdk.App;

/**
 * Synthesizes an environment: {@code cdk synth -c environment=dev|prod}, and what {@link Choices} names. A choice of one
 * environment's is written with its name, {@code prod:certificate}; it goes before one for all.
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
            new Ordertable(app, Environments.named(infrastructure.environment, infrastructure.choices()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    private Choices choices() {
        Optional<Image> image =
                choice("tag").map(tag -> new Image.Tag(choice("repository").orElse("ordertable"), tag));
        return new Choices(image, choice("certificate"), choice("alarm-email"));
    }

    private Optional<String> choice(String name) {
        return context(environment + ":" + name).or(() -> context(name));
    }

    private Optional<String> context(String name) {
        return Optional.ofNullable((String) app.getNode().tryGetContext(name)).filter(value -> !value.isBlank());
    }
}
