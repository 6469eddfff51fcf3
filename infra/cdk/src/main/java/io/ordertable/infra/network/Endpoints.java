package io.ordertable.infra.network;

import io.ordertable.infra.Contract;
import io.ordertable.infra.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;
import software.constructs.Construct;

/** How tasks reach AWS services without the internet. Each policy allows only what tasks do. */
public final class Endpoints extends Construct {

    private static final String[] PULL = {
        "ecr:GetAuthorizationToken",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchCheckLayerAvailability"
    };

    private final Stack stack = Stack.of(this);
    private final IVpc vpc;
    private final ISecurityGroup group;
    private final Settings settings;
    private @Nullable GatewayVpcEndpoint s3;

    Endpoints(Construct scope, String id, IVpc vpc, ISecurityGroup group, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        this.group = group;
        this.settings = settings;
        if (settings.endpoints()) {
            create();
        }
    }

    /** Lets what is in the VPC read objects through the endpoint of S3, and returns its id for the policy of their bucket. */
    public String allowReading(String objects) {
        if (s3 == null) {
            return settings.s3EndpointId();
        }
        s3.addToPolicy(reading(objects));
        return s3.getVpcEndpointId();
    }

    private void create() {
        String table = "arn:" + stack.getPartition() + ":dynamodb:" + stack.getRegion() + ":" + stack.getAccount()
                + ":table/" + settings.tableName();
        gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB)
                .addToPolicy(ofThisAccount(Contract.calls().actions(), List.of(table, table + "/index/*")));
        // The bucket of image layers belongs to ECR, which signs the requests, so their principal is not in this
        // account.
        s3 = gateway("S3", GatewayVpcEndpointAwsService.S3);
        s3.addToPolicy(reading(
                "arn:" + stack.getPartition() + ":s3:::prod-" + stack.getRegion() + "-starport-layer-bucket/*"));
        service("EcrApi", InterfaceVpcEndpointAwsService.ECR, PULL);
        service("EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER, PULL);
        service("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, "logs:CreateLogStream", "logs:PutLogEvents");
        service("Metrics", InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING, "cloudwatch:PutMetricData");
    }

    private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(List.of(Network.SUBNETS))
                .build();
    }

    private void service(String id, InterfaceVpcEndpointAwsService service, String... actions) {
        InterfaceVpcEndpoint endpoint = InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(Network.SUBNETS)
                .securityGroups(List.of(group))
                .open(false)
                .privateDnsEnabled(true)
                .build();
        endpoint.addToPolicy(ofThisAccount(List.of(actions), List.of("*")));
    }

    private static PolicyStatement reading(String objects) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new StarPrincipal()))
                .actions(List.of("s3:GetObject"))
                .resources(List.of(objects))
                .build();
    }

    private PolicyStatement ofThisAccount(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .principals(List.of(new StarPrincipal()))
                .actions(actions)
                .resources(resources)
                .conditions(Map.of("StringEquals", Map.of("aws:PrincipalAccount", stack.getAccount())))
                .build();
    }
}
