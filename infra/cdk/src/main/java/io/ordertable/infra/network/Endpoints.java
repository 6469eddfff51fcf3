package io.ordertable.infra.network;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** How tasks reach AWS services other than DynamoDB without the internet. Each policy allows only what tasks do. */
class Endpoints extends Construct {

    static final SubnetSelection TASKS =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    private final IVpc vpc;
    private final ISecurityGroup group;

    Endpoints(Construct scope, String id, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        this.vpc = vpc;
        this.group = group;
        imageLayers();
        service(
                "EcrApi",
                InterfaceVpcEndpointAwsService.ECR,
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchCheckLayerAvailability");
        service(
                "EcrDocker",
                InterfaceVpcEndpointAwsService.ECR_DOCKER,
                "ecr:GetAuthorizationToken",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
                "ecr:BatchCheckLayerAvailability");
        service("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS, "logs:CreateLogStream", "logs:PutLogEvents");
        service("Metrics", InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING, "cloudwatch:PutMetricData");
        service("Topics", InterfaceVpcEndpointAwsService.SNS, "sns:Publish");
        service("Tokens", InterfaceVpcEndpointAwsService.STS, "sts:AssumeRole", "sts:GetCallerIdentity");
    }

    /** The bucket belongs to ECR, which signs the requests, so their principal is not in this account. */
    private void imageLayers() {
        Stack stack = Stack.of(this);
        GatewayVpcEndpoint endpoint = GatewayVpcEndpoint.Builder.create(this, "ImageLayers")
                .vpc(vpc)
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(TASKS))
                .build();
        endpoint.addToPolicy(PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("s3:GetObject"))
                .resources(List.of(
                        "arn:" + stack.getPartition() + ":s3:::prod-" + stack.getRegion() + "-starport-layer-bucket/*"))
                .build());
    }

    private void service(String id, InterfaceVpcEndpointAwsService service, String... actions) {
        InterfaceVpcEndpoint endpoint = InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(TASKS)
                .securityGroups(List.of(group))
                .open(false)
                .privateDnsEnabled(true)
                .build();
        endpoint.addToPolicy(PolicyStatement.Builder.create()
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of(actions))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:PrincipalAccount", Stack.of(this).getAccount())))
                .build());
    }
}
