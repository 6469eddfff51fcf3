package io.ordertable.issuer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The function's handler. It replaces the copy by the keys that the issuer publishes now. If it cannot read them, or they are not
 * usable, it fails and leaves the copy as it is.
 */
public final class IssuerKeysHandler implements RequestHandler<Map<String, Object>, String> {

    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(10);

    private final IssuerEndpoint issuer;
    private final S3Client s3;
    private final String bucket;
    private final String key;

    /** Creates the handler as Lambda does, configured by environment variables. */
    public IssuerKeysHandler() {
        this(
                IssuerEndpoint.of(URI.create(variable("JWK_SET_URI"))),
                client().build(),
                variable("BUCKET"),
                variable("OBJECT_KEY"));
    }

    IssuerKeysHandler(IssuerEndpoint issuer, S3Client s3, String bucket, String key) {
        this.issuer = issuer;
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    /**
     * Copies the keys.
     *
     * @param event not used: a schedule calls this function
     * @return a sentence for those who call the function by hand
     * @throws IllegalStateException if the issuer cannot be read or its response is not a set of usable public keys
     */
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        byte[] response;
        try {
            response = issuer.read();
        } catch (IOException e) {
            throw new IllegalStateException("The issuer's keys cannot be read: " + e, e);
        }
        JWKSet keys = PublicKeys.parse(response);
        s3.putObject(
                put -> put.bucket(bucket)
                        .key(key)
                        .contentType("application/jwk-set+json")
                        .cacheControl("max-age=60"),
                RequestBody.fromString(keys.toString()));
        return "Copied %d keys of %s".formatted(keys.size(), issuer.uri());
    }

    /** Returns a builder of the client. A call ends before the function's own timeout, so that the log contains the cause. */
    static S3ClientBuilder client() {
        return S3Client.builder().overrideConfiguration(c -> c.apiCallTimeout(UPLOAD_TIMEOUT));
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), name + " is not set");
    }
}
