package io.ordertable.infra.network;

import io.ordertable.infra.contract.Contract;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The only route to DynamoDB. Its policy allows one table of this account, and the actions of the application. */
class DynamoDbEndpoint extends Construct {

    DynamoDbEndpoint(Construct scope, String id, IVpc vpc, String table) {
        super(scope, id);
        Stack stack = Stack.of(this);
        String arn = "arn:" + stack.getPartition() + ":dynamodb:" + stack.getRegion() + ":" + stack.getAccount()
                + ":table/" + table;
        GatewayVpcEndpoint endpoint = GatewayVpcEndpoint.Builder.create(this, "Gateway")
                .vpc(vpc)
                .service(GatewayVpcEndpointAwsService.DYNAMODB)
                .subnets(List.of(Endpoints.TASKS))
                .build();
        endpoint.addToPolicy(PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(Contract.calls().actions())
                .resources(List.of(arn, arn + "/index/*"))
                .conditions(Map.of("StringEquals", Map.of("aws:PrincipalAccount", stack.getAccount())))
                .build());
    }
}
