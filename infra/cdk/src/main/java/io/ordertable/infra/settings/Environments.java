package io.ordertable.infra.settings;

import io.ordertable.infra.settings.ServiceSettings.Processor;
import io.ordertable.infra.settings.TableSettings.Lifetime;
import io.ordertable.infra.settings.TableSettings.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The environments that there are: the one place where they differ. */
public final class Environments {

    private static final String REGION = "eu-west-1";
    private static final Path EVENTS = Path.of("../order-events/target/order-events.zip");
    private static final Image IMAGE = new Image.Build(Path.of("../.."));
    private static final Shutdown SHUTDOWN = new Shutdown(15, 20);

    private Environments() {}

    /** The environment of this name, with what is given for each deployment. */
    public static Settings named(String environment, Choices choices) {
        return switch (environment) {
            case "dev" -> dev(choices);
            case "prod" -> prod(choices);
            default ->
                throw new IllegalArgumentException("There are the environments dev and prod, not " + environment);
        };
    }

    private static Settings dev(Choices choices) {
        return new Settings(
                "dev",
                REGION,
                new TableSettings(new Billing.OnDemand(200, 100), Storage.STANDARD, List.of(), Lifetime.DISPOSABLE),
                new ServiceSettings(512, 1024, Processor.ARM, new Range(1, 2), 60, 1200, SHUTDOWN),
                choices.image().orElse(IMAGE),
                Exposure.internal(choices.certificate()),
                Optional.empty(),
                EVENTS,
                choices.alarmEmail(),
                7);
    }

    private static Settings prod(Choices choices) {
        return new Settings(
                "prod",
                REGION,
                new TableSettings(new Billing.OnDemand(4000, 1000), Storage.STANDARD, List.of(), Lifetime.RETAINED),
                new ServiceSettings(1024, 2048, Processor.ARM, new Range(2, 10), 60, 3000, SHUTDOWN),
                choices.image().orElse(IMAGE),
                Exposure.internal(choices.certificate()),
                Optional.empty(),
                EVENTS,
                choices.alarmEmail(),
                90);
    }
}
