package io.ordertable.infra.service;

import io.ordertable.infra.Reasons;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** Where the load balancer writes who asked for what; kept when the stack is deleted, until it expires. */
class AccessLogs extends Construct {

    private final Bucket bucket;

    AccessLogs(Construct scope, String id, Settings settings) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                // Load balancers can write to no other kind of encryption.
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(settings.logDays()))
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Reasons.exempt(bucket, "AwsSolutions-S1", "Holds access logs itself; logging who reads those would not end");
    }

    Bucket bucket() {
        return bucket;
    }
}
