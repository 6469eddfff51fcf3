package io.ordertable.infra.network;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.*;
import java.util.*;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.*;
import software.constructs.Construct;

/** How tasks reach AWS services without the internet. Each policy allows only what tasks do. */
public final class Endpoints extends Construct {

    private final Stack stack = Stack.of(this);
    private final Map<String, String> ofThisAccount = Map.of("aws:PrincipalAccount", stack.getAccount());
    private final IVpc vpc;
    private final ISecurityGroup group;
    private final Settings settings;
    private final @Nullable GatewayVpcEndpoint s3;

    Endpoints(Construct scope, String id, IVpc vpc, ISecurityGroup group, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        this.group = group;
        this.settings = settings;
        if (!settings.endpoints()) {
            s3 = null;
            return;
        }
        String table = settings.tableArn(stack);
        GatewayVpcEndpoint dynamoDb = gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB);
        dynamoDb.addToPolicy(
                anybody(allowIf(ofThisAccount, "UseTable", Contract.CALLS.actions(), table, table + "/index/*")));
        dynamoDb.addToPolicy(anybody(allowIf(ofThisAccount, "DescribeTable", Contract.CALLS.descriptions(), table)));
        s3 = gateway("S3", GatewayVpcEndpointAwsService.S3);
        // The bucket belongs to ECR, which signs the requests, so their principal is not in this account.
        allowReading(
                "ImageLayers",
                "arn:" + stack.getPartition() + ":s3:::prod-" + stack.getRegion() + "-starport-layer-bucket/*");
        List<String> pull = actions(
                "ecr", "GetAuthorizationToken BatchGetImage GetDownloadUrlForLayer BatchCheckLayerAvailability");
        service("EcrApi", InterfaceVpcEndpointAwsService.ECR, pull);
        service("EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER, pull);
        service(
                "Logs",
                InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
                actions("logs", "CreateLogStream PutLogEvents"));
        service(
                "Metrics",
                InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
                actions("cloudwatch", settings.tableFigures() ? "PutMetricData GetMetricData" : "PutMetricData"));
    }

    /** Lets what is in the VPC read objects through the endpoint of S3, and returns its id for the policy of their bucket. */
    public String allowReading(String sid, String objects) {
        if (s3 == null) {
            return settings.s3EndpointId();
        }
        s3.addToPolicy(anybody(allow(sid, List.of("s3:GetObject"), objects)));
        return s3.getVpcEndpointId();
    }

    private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(List.of(Network.SUBNETS))
                .build();
    }

    private void service(String id, InterfaceVpcEndpointAwsService service, List<String> actions) {
        InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(Network.SUBNETS)
                .securityGroups(List.of(group))
                .open(false)
                .build()
                .addToPolicy(anybody(allowIf(ofThisAccount, "Use" + id, actions, "*")));
    }
}
