package io.ordertable.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.ordertable.issuer.S3Server.Put;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class IssuerKeysHandlerTests {

    /** Long enough for a slow machine, and short for an issuer that is too slow. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);

    private static RSAKey rsa;
    private static IssuerServer issuer;

    private S3Server s3;
    private S3Client client;
    private Duration timeout = TIMEOUT;

    @BeforeAll
    static void startIssuer(@TempDir Path directory) throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        issuer = new IssuerServer(directory.resolve("trust.p12"));
    }

    @AfterAll
    static void stopIssuer() {
        issuer.close();
    }

    @BeforeEach
    void startS3() throws Exception {
        s3 = new S3Server();
        client = IssuerKeysHandler.client()
                .endpointOverride(s3.uri())
                .forcePathStyle(true)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterEach
    void stopS3() {
        client.close();
        s3.close();
    }

    @Test
    void publicKeysAreCopied() throws Exception {
        JWK ec = new ECKeyGenerator(Curve.P_256)
                .keyID("ec")
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        JWK encryption =
                new RSAKey.Builder(rsa).keyID("enc").keyUse(KeyUse.ENCRYPTION).build();
        JWKSet published = new JWKSet(List.of(rsa, ec, encryption)).toPublicJWKSet();
        issuer.answer(200, published.toString());

        assertThat(copy(issuer.uri())).startsWith("Copied 3 keys of https://localhost");

        Put put = copied();
        assertThat(put.path()).isEqualTo("/keys/jwks.json");
        assertThat(put.contentType()).isEqualTo("application/jwk-set+json");
        assertThat(put.cacheControl()).isEqualTo("max-age=60");
        assertThat(JWKSet.parse(put.body()).getKeys()).isEqualTo(published.getKeys());
    }

    @Test
    void keysOfUnknownTypesAreLeftOut() throws Exception {
        issuer.answer(200, """
                {"keys": [{"kty": "future", "d": "private"}, %s], "more": "members"}""".formatted(rsa.toPublicJWK()));

        copy(issuer.uri());

        assertThat(JWKSet.parse(copied().body()).getKeys()).containsExactly(rsa.toPublicJWK());
        assertThat(copied().body()).doesNotContain("private");
    }

    @Test
    void aRedirectToHttpsIsFollowed() throws Exception {
        issuer.answer(200, new JWKSet(rsa).toString());

        copy(issuer.uri().resolve("/moved"));

        assertThat(s3.puts()).hasSize(1);
    }

    @Test
    void aRedirectToHttpIsNotFollowed() {
        issuer.answer(exchange -> IssuerServer.redirect(exchange, s3.uri() + "/jwks"));

        assertFails("responded with status 302");
    }

    @Test
    void anEndlessRedirectEnds() {
        issuer.answer(exchange -> IssuerServer.redirect(exchange, issuer.uri().toString()));

        assertFails("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 401, 404, 429, 500, 503})
    void anyOtherStatusFails(int status) {
        issuer.answer(exchange -> exchange.sendResponseHeaders(status, -1));

        assertFails("responded with status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "\"keys\"",
                "<!DOCTYPE html><html><body>Sign in</body></html>",
                "{\"keys\": null}",
                "{\"keys\": {}}",
                "{\"keys\": [\"a\"]}",
                "{\"keys\": [{\"kty\": \"RSA\", \"e\": \"AQAB\"}]}",
                "{\"keys\": [",
            })
    void whatIsNoKeySetFails(String body) {
        issuer.answer(200, body);

        assertFails("is not a JWK set");
    }

    @Test
    void deeplyNestedJsonFails() {
        issuer.answer(200, "{\"keys\":" + "[".repeat(100_000));

        assertFails("is not a JWK set");
    }

    @Test
    void anEmptySetFails() {
        issuer.answer(200, "{\"keys\": []}");

        assertFails("contains no key that verifies signatures");
    }

    @Test
    void keysThatCannotVerifySignaturesFail() throws Exception {
        RSAKey weak = new RSAKeyGenerator(1024, true).generate();
        List<JWK> keys = List.of(
                weak,
                new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build(),
                new RSAKey.Builder(rsa).algorithm(JWEAlgorithm.RSA_OAEP_256).build(),
                new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.HS256).build());
        issuer.answer(200, new JWKSet(keys).toString());

        assertFails("contains no key that verifies signatures");
    }

    @Test
    void aPrivateKeyFailsAndIsNotCopiedOrLogged() {
        issuer.answer(200, new JWKSet(rsa).toString(false));

        assertThat(assertFails("contains a private key or a secret"))
                .doesNotContain(rsa.getPrivateExponent().toString());
    }

    @Test
    void aSecretBesideAPublicKeyFails() throws JOSEException {
        OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).generate();
        issuer.answer(200, new JWKSet(List.of(rsa.toPublicJWK(), secret)).toString(false));

        assertFails("contains a private key or a secret");
    }

    @Test
    void aResponseWithoutAnEndIsNotReadToMemory() {
        issuer.answer(exchange -> stream(exchange, " ".repeat(8192), Duration.ZERO));

        assertFails("cannot be read");
    }

    @Test
    void aResponseThatAnnouncesTooMuchIsNotRead() {
        issuer.answer(exchange -> {
            exchange.sendResponseHeaders(200, IssuerEndpoint.MAX_BYTES + 1L);
            exchange.getResponseBody().write(new byte[IssuerEndpoint.MAX_BYTES + 1]);
        });

        assertFails("cannot be read");
    }

    @Test
    void aResponseThatTricklesIsGivenUp() {
        issuer.answer(exchange -> stream(exchange, " ", Duration.ofMillis(100)));
        timeout = SHORT_TIMEOUT;

        assertFails("no complete response");
    }

    @Test
    void noResponseIsGivenUp() {
        issuer.answer(exchange -> pause(Duration.ofMinutes(1)));
        timeout = SHORT_TIMEOUT;

        assertFails("no complete response");
    }

    @Test
    void aClosedConnectionFails() {
        issuer.answer(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
        });

        assertFails("cannot be read");
    }

    @Test
    void anIssuerWithAnUntrustedCertificateFails() {
        issuer.answer(200, new JWKSet(rsa).toString());
        IssuerKeysHandler handler = handler(IssuerEndpoint.of(issuer.uri()));

        assertThatThrownBy(() -> handler.handleRequest(Map.of(), null)).hasMessageContaining("SSLHandshakeException");
        assertThat(s3.puts()).isEmpty();
    }

    @Test
    void anAddressWithoutTlsIsRefused() {
        assertThatThrownBy(() -> IssuerEndpoint.of(URI.create("http://localhost/jwks")))
                .hasMessageContaining("must begin with https://");
    }

    @Test
    void aCopyThatS3RefusesFails() {
        issuer.answer(200, new JWKSet(rsa).toString());
        s3.failWith(403);

        assertThatThrownBy(() -> copy(issuer.uri())).hasMessageContaining("No.");
    }

    /** Asserts that an invocation fails and leaves the copy as it is. Returns the message. */
    private String assertFails(String message) {
        String[] actual = new String[1];
        assertThatThrownBy(() -> copy(issuer.uri()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message)
                .satisfies(failure -> actual[0] = failure.getMessage());
        assertThat(s3.puts()).isEmpty();
        return actual[0];
    }

    private String copy(URI uri) {
        HttpClient.Builder http = HttpClient.newBuilder().sslContext(issuer.tls());
        return handler(IssuerEndpoint.of(uri, http, timeout)).handleRequest(Map.of(), null);
    }

    private IssuerKeysHandler handler(IssuerEndpoint endpoint) {
        return new IssuerKeysHandler(endpoint, client, "keys", "jwks.json");
    }

    private Put copied() {
        assertThat(s3.puts()).hasSize(1);
        return s3.puts().getFirst();
    }

    /** Writes without an end, until the client closes the connection. */
    private static void stream(HttpExchange exchange, String text, Duration pause) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(text.getBytes());
                body.flush();
                pause(pause);
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
