package io.ordertable.infra.service;

import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The bucket for the load balancer's access logs. If the stack is deleted, it is kept. */
class AccessLogs extends Construct {

    private final Bucket bucket;

    AccessLogs(Construct scope, String id, Settings settings) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                // The only kind of encryption that load balancers support.
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(settings.logDays()))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        NagExemptions.exempt(bucket, "AwsSolutions-S1", "It contains access logs itself");
    }

    Bucket bucket() {
        return bucket;
    }
}
