package io.ordertable.infra.data;

import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.contract.Contract;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Lets the cache do what the application does, and read the table's key schema. */
class DaxRole extends Construct {

    private final Role role;

    DaxRole(Construct scope, String id, TableAccess table) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .description("The cache in front of the table")
                .assumedBy(new ServicePrincipal("dax.amazonaws.com"))
                .build();
        List<String> actions = Stream.concat(
                        Contract.calls().cachedActions().stream(), Stream.of("dynamodb:DescribeTable"))
                .sorted()
                .toList();
        role.addToPolicy(table.allow(actions));
        role.addToPolicy(table.denyAdministration());
        role.addToPolicy(table.allowKey(Stack.of(this)));
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "All indexes of one table", "/^Resource::.*\\/index\\/\\*$/");
    }

    Role role() {
        return role;
    }
}
