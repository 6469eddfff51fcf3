package io.ordertable.infra.data;

import io.ordertable.infra.Settings;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The key of a replica, in the replica's region. It has to exist before the replica. */
public final class ReplicaKeyStack extends Stack {

    public ReplicaKeyStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        TableKey.create(new Construct(this, "TableKey"), settings);
    }
}
