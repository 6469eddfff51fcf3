package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.infra.settings.Billing;
import io.ordertable.infra.settings.Dax;
import io.ordertable.infra.settings.DeploymentOptions;
import io.ordertable.infra.settings.Environments;
import io.ordertable.infra.settings.Exposure;
import io.ordertable.infra.settings.Identity;
import io.ordertable.infra.settings.Image;
import io.ordertable.infra.settings.Settings;
import io.ordertable.infra.settings.TableSettings;
import io.ordertable.infra.settings.TableSettings.Lifetime;
import io.ordertable.infra.settings.TableSettings.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The environments, and one in which everything is enabled. */
final class Variants {

    static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    static final String REPLICA = "eu-central-1";

    static final Identity IDENTITY =
            new Identity("https://issuer.example.org", "ordertable", "https://issuer.example.org/jwks");

    private Variants() {}

    static Settings dev() {
        return with(environment("dev"), Optional.empty());
    }

    static Settings prod() {
        return with(environment("prod"), Optional.empty());
    }

    /** Returns production with provisioned capacity, a replica and a cache, open to the internet. */
    static Settings everything() {
        Settings prod = with(environment("prod"), Optional.of(new Dax("dax.t3.small", 3)));
        TableSettings table = new TableSettings(
                Billing.Provisioned.standard(), Storage.INFREQUENT_ACCESS, List.of(REPLICA), Lifetime.RETAINED);
        return new Settings(
                prod.environment(),
                prod.region(),
                table,
                prod.service(),
                prod.identity(),
                prod.image(),
                Exposure.open(Optional.of(CERTIFICATE)),
                prod.dax(),
                prod.eventsArchive(),
                Optional.of("oncall@example.org"),
                prod.logDays());
    }

    static List<Settings> all() {
        return List.of(dev(), prod(), everything());
    }

    /** Returns an environment with an image that has already been pushed. */
    static Settings environment(String name) {
        return Environments.named(
                name,
                new DeploymentOptions(
                        IDENTITY,
                        Optional.of(new Image.Tag("ordertable", "1.0.0")),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Returns the same settings with another image and archive. */
    static Settings with(Settings settings, Image image, Path archive) {
        return new Settings(
                settings.environment(),
                settings.region(),
                settings.table(),
                settings.service(),
                settings.identity(),
                image,
                settings.exposure(),
                settings.dax(),
                archive,
                settings.alarmEmail(),
                settings.logDays());
    }

    private static Settings with(Settings settings, Optional<Dax> dax) {
        return new Settings(
                settings.environment(),
                settings.region(),
                settings.table(),
                settings.service(),
                settings.identity(),
                settings.image(),
                settings.exposure(),
                dax,
                settings.eventsArchive(),
                settings.alarmEmail(),
                settings.logDays());
    }

    /** Returns a file of the contract, read independently of the code under test. */
    static JsonNode contract(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/main/resources/contract", name + ".json").toFile());
    }
}
