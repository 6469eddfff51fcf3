package io.ordertable.table;

import io.ordertable.calls.CredentialsUnavailable;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/**
 * Reports every failure of a credentials provider as {@link CredentialsUnavailable}, because the SDK has no exception of its own for
 * it.
 *
 * @param provider the provider that the client is configured with
 */
record CheckedCredentials<T extends AwsCredentialsIdentity>(IdentityProvider<T> provider)
        implements IdentityProvider<T> {

    /** Wraps the credentials provider of a client. */
    static final SdkPlugin PLUGIN = CheckedCredentials::check;

    private static void check(SdkServiceClientConfiguration.Builder client) {
        DynamoDbServiceClientConfiguration.Builder dynamoDb = (DynamoDbServiceClientConfiguration.Builder) client;
        dynamoDb.credentialsProvider(new CheckedCredentials<>(dynamoDb.credentialsProvider()));
    }

    @Override
    public Class<T> identityType() {
        return provider.identityType();
    }

    @Override
    public CompletableFuture<? extends T> resolveIdentity(ResolveIdentityRequest request) {
        try {
            return provider.resolveIdentity(request);
        } catch (RuntimeException e) {
            throw new CredentialsUnavailable(e);
        }
    }
}
