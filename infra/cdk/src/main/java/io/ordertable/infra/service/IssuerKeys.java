package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.allow;

import io.ordertable.infra.*;
import io.ordertable.infra.network.Endpoints;
import java.util.*;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.*;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * A copy of the issuer's public keys, because tasks have no route to the issuer. A function outside the VPC writes it to a bucket, from
 * which everybody in the VPC can read it.
 */
final class IssuerKeys {

    private static final String OBJECT = "jwks.json";

    private IssuerKeys() {}

    /** Creates the copy, and returns its address. */
    static String create(Construct scope, Settings settings, Endpoints endpoints) {
        Bucket bucket = Resources.bucket(scope, "Bucket");
        String object = bucket.arnForObjects(OBJECT);
        bucket.addToResourcePolicy(Statements.anybody(Statements.allowIf(
                Map.of("aws:SourceVpce", endpoints.allowReading("IssuerKeys", object)),
                "ReadFromVpc",
                List.of("s3:GetObject"),
                object)));
        Function function = Resources.function(
                scope,
                settings,
                "issuer-keys",
                "issuer-keys",
                Contract.ISSUER_KEYS.handler(),
                Map.of("JWK_SET_URI", settings.jwksUrl(), "BUCKET", bucket.getBucketName(), "OBJECT_KEY", OBJECT),
                List.of(allow("WriteKeys", List.of("s3:PutObject"), object)));
        Rule.Builder.create(scope, "Schedule")
                .schedule(Schedule.rate(Duration.minutes(5)))
                .targets(List.of(new LambdaFunction(function)))
                .build();
        return "https://" + bucket.getBucketRegionalDomainName() + "/" + OBJECT;
    }
}
