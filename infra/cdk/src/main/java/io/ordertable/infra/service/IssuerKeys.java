package io.ordertable.infra.service;

import io.ordertable.infra.Contract;
import io.ordertable.infra.Functions;
import io.ordertable.infra.Logs;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.network.Network;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.StarPrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.constructs.Construct;

/**
 * A copy of the issuer's public keys that tasks can read, because they have no route to the issuer. A function outside the VPC writes
 * it to a bucket, from which everybody in the VPC can read it through the endpoint of S3.
 */
class IssuerKeys extends Construct {

    private static final String ARCHIVE = "../issuer-keys/target/issuer-keys.zip";
    private static final String OBJECT = "jwks.json";
    private static final Duration INTERVAL = Duration.minutes(5);

    private final Bucket bucket;
    private final Function function;

    IssuerKeys(Construct scope, String id, Settings settings, Network network) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                // Also if its creation fails, because it may not be empty.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        NagExemptions.exempt(bucket, "AwsSolutions-S1", "It contains public keys only, and only the VPC reads them");
        String object = bucket.arnForObjects(OBJECT);
        bucket.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("ReadFromVpc")
                .principals(List.of(new StarPrincipal()))
                .actions(List.of("s3:GetObject"))
                .resources(List.of(object))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceVpce", network.endpoints().allowReading(object))))
                .build());
        LogGroup logs = Logs.group(this, "Logs", settings, "issuer-keys");
        Role role = role(object, logs);
        function = Functions.builder(this, settings.name("issuer-keys"), ARCHIVE, role)
                .description("Copies the issuer's public keys to where tasks can read them")
                .handler(Contract.issuerKeys().handler())
                .logGroup(logs)
                .environment(Map.of(
                        "JWK_SET_URI", settings.jwksUrl(), "BUCKET", bucket.getBucketName(), "OBJECT_KEY", OBJECT))
                .build();
        function.getNode().addDependency(role);
        Rule.Builder.create(this, "Schedule")
                .schedule(Schedule.rate(INTERVAL))
                .targets(List.of(new LambdaFunction(function)))
                .build();
    }

    /** Returns the address of the copy. */
    String url() {
        return "https://" + bucket.getBucketRegionalDomainName() + "/" + OBJECT;
    }

    Function function() {
        return function;
    }

    private Role role(String object, LogGroup logs) {
        Role role = Role.Builder.create(this, "Role")
                .description("The function that copies the issuer's keys")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(allow("WriteKeys", List.of("s3:PutObject"), object));
        role.addToPolicy(
                allow("WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn()));
        return role;
    }

    private static PolicyStatement allow(String sid, List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(List.of(resource))
                .build();
    }
}
