package io.ordertable.infra.settings;

import io.ordertable.infra.settings.ServiceSettings.Processor;
import io.ordertable.infra.settings.TableSettings.Lifetime;
import io.ordertable.infra.settings.TableSettings.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The environments. All differences between them are here. */
public final class Environments {

    private static final String REGION = "eu-west-1";
    private static final Path EVENTS = Path.of("../order-events/target/order-events.zip");
    private static final Image IMAGE = new Image.Build(Path.of("../.."));
    private static final Shutdown SHUTDOWN = new Shutdown(15, 20);

    private Environments() {}

    /** Returns the settings of an environment, with the options of this deployment. */
    public static Settings named(String environment, DeploymentOptions options) {
        return switch (environment) {
            case "dev" -> dev(options);
            case "prod" -> prod(options);
            default -> throw new IllegalArgumentException("The environment must be dev or prod, not " + environment);
        };
    }

    private static Settings dev(DeploymentOptions options) {
        return new Settings(
                "dev",
                REGION,
                new TableSettings(new Billing.OnDemand(200, 100), Storage.STANDARD, List.of(), Lifetime.DISPOSABLE),
                new ServiceSettings(512, 1024, Processor.ARM, new Range(1, 2), 60, 1200, SHUTDOWN),
                options.identity(),
                options.image().orElse(IMAGE),
                Exposure.internal(options.certificate()),
                Optional.empty(),
                EVENTS,
                options.alarmEmail(),
                7);
    }

    private static Settings prod(DeploymentOptions options) {
        return new Settings(
                "prod",
                REGION,
                new TableSettings(new Billing.OnDemand(4000, 1000), Storage.STANDARD, List.of(), Lifetime.RETAINED),
                new ServiceSettings(1024, 2048, Processor.ARM, new Range(2, 10), 60, 3000, SHUTDOWN),
                options.identity(),
                options.image().orElse(IMAGE),
                Exposure.internal(options.certificate()),
                Optional.empty(),
                EVENTS,
                options.alarmEmail(),
                90);
    }
}
