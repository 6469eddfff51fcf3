package io.ordertable.infra.data;

import io.ordertable.infra.Settings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that encrypts the table and its stream. The roles say who may use it; it is kept if the table is. */
final class TableKey {

    private static final Duration ROTATION = Duration.days(365);
    private static final Duration DELETION_WINDOW = Duration.days(30);

    private TableKey() {}

    static Key create(Construct scope, Settings settings) {
        return Key.Builder.create(scope, "Key")
                .alias(alias(settings))
                .description("Table " + settings.name())
                .enableKeyRotation(true)
                .rotationPeriod(ROTATION)
                .pendingWindow(DELETION_WINDOW)
                .removalPolicy(settings.removal())
                .build();
    }

    /** Returns the alias, which is the same in each region. */
    static String alias(Settings settings) {
        return "alias/" + settings.name("table");
    }
}
