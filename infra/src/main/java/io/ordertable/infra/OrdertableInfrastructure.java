package io.ordertable.infra;

import io.ordertable.infra.settings.Choices;
import io.ordertable.infra.settings.Environments;
import io.ordertable.infra.settings.Image;
import java.util.Optional;
import software.amazon.awscdk.App;

/** Synthesizes an environment: {@code cdk synth -c environment=dev|prod}, and what {@link Choices} names. */
public final class OrdertableInfrastructure {

    private OrdertableInfrastructure() {}

    public static void main(String[] arguments) {
        App app = new App();
        try {
            String environment = given(app, "environment").orElse("dev");
            new Ordertable(app, Environments.named(environment, choices(app)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    private static Choices choices(App app) {
        Optional<Image> image = given(app, "tag")
                .map(tag -> new Image.Tag(given(app, "repository").orElse("ordertable"), tag));
        return new Choices(image, given(app, "certificate"), given(app, "alarm-email"));
    }

    private static Optional<String> given(App app, String name) {
        return Optional.ofNullable((String) app.getNode().tryGetContext(name)).filter(value -> !value.isBlank());
    }
}
