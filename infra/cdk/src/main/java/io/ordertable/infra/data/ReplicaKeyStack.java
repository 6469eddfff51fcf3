package io.ordertable.infra.data;

import io.ordertable.infra.Settings;
import software.amazon.awscdk.*;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key of a replica, in the replica's region. It has to exist before the replica. */
public final class ReplicaKeyStack extends Stack {

    public ReplicaKeyStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        key(this, settings);
    }

    /** Creates a key that encrypts the table and its stream. The roles say who may use it; it is kept if the table is. */
    static Key key(Construct scope, Settings settings) {
        return Key.Builder.create(new Construct(scope, "TableKey"), "Key")
                .alias(alias(settings))
                .description("Table " + settings.name())
                .enableKeyRotation(true)
                .rotationPeriod(Duration.days(365))
                .pendingWindow(Duration.days(30))
                .removalPolicy(settings.removal())
                .build();
    }

    /** Returns the key's alias, which is the same in each region. */
    static String alias(Settings settings) {
        return "alias/" + settings.name("table");
    }
}
