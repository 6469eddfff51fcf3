package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.allow;

import io.ordertable.infra.*;
import io.ordertable.infra.network.Endpoints;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.*;
import software.constructs.Construct;

/**
 * A copy of the issuer's public keys that tasks can read, because they have no route to the issuer. A function outside the VPC writes
 * it to a bucket, from which everybody in the VPC can read it through the endpoint of S3.
 */
final class IssuerKeys {

    private static final String OBJECT = "jwks.json";
    private static final Duration INTERVAL = Duration.minutes(5);

    private IssuerKeys() {}

    /** Creates the copy, and returns its address. */
    static String create(Construct scope, Settings settings, Endpoints endpoints) {
        Bucket bucket = Bucket.Builder.create(scope, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                // Also if its creation fails, because it may not be empty.
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        String object = bucket.arnForObjects(OBJECT);
        bucket.addToResourcePolicy(Statements.anybody(Statements.allowIf(
                Map.of("aws:SourceVpce", endpoints.allowReading("IssuerKeys", object)),
                "ReadFromVpc",
                List.of("s3:GetObject"),
                object)));
        Function function = Functions.create(
                scope,
                settings,
                "issuer-keys",
                "issuer-keys",
                Contract.issuerKeys().handler(),
                Map.of("JWK_SET_URI", settings.jwksUrl(), "BUCKET", bucket.getBucketName(), "OBJECT_KEY", OBJECT),
                List.of(allow("WriteKeys", List.of("s3:PutObject"), object)));
        Rule.Builder.create(scope, "Schedule")
                .schedule(Schedule.rate(INTERVAL))
                .targets(List.of(new LambdaFunction(function)))
                .build();
        return "https://" + bucket.getBucketRegionalDomainName() + "/" + OBJECT;
    }
}
