package io.ordertable;

import io.ordertable.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Calls the running service as a client does, over HTTP, with a token of staff unless it is told otherwise. Headers are given as
 * name, value, name, value …; a body is sent as JSON unless a {@code Content-Type} is among them.
 */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable String token;

    public Api(int port) {
        this(URI.create("http://127.0.0.1:" + port), Tokens.staff());
    }

    private Api(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The same service, called by the customer with this user id. */
    public Api as(String userId) {
        return with(Tokens.of(UUID.fromString(userId)));
    }

    /** The same service, called with this token. */
    public Api with(String otherToken) {
        return new Api(base, otherToken);
    }

    /** The same service, called without a token. */
    public Api anonymous() {
        return new Api(base, null);
    }

    public ApiResponse get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public ApiResponse delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public ApiResponse post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    public ApiResponse patch(String path, String body, String... headers) {
        return send("PATCH", path, BodyPublishers.ofString(body), headers);
    }

    /** Any method with any body. Fails if the response, or a request that is accepted, is not as the API document says. */
    public ApiResponse send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, body).timeout(TIMEOUT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body.contentLength() != 0
                && request.build().headers().firstValue("Content-Type").isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (token != null
                && request.build().headers().firstValue("Authorization").isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpRequest sent = request.build();
            ApiResponse response = ApiResponse.of(CLIENT.send(sent, BodyHandlers.ofString()));
            OpenApiContract.of(base).ifPresent(contract -> contract.check(sent, response));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The request as text, with the token. */
    String authorized(String request) {
        return token == null || request.contains("Authorization:")
                ? request
                : request.replaceAll("( HTTP/1\\.[01]\r\n)", "$1Authorization: Bearer " + token + "\r\n");
    }

    /** The address of the service. */
    public URI base() {
        return base;
    }
}
