package io.ordertable.issuer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The issuer's JWKS endpoint, which may be slow, broken or hostile. */
record IssuerEndpoint(URI uri, HttpClient client, Duration timeout) {

    /** As much as the service and an Application Load Balancer read. */
    static final int MAX_BYTES = 150 * 1024;

    /** Ends before the function's own timeout, so that its log names the cause. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Returns the endpoint at an address, which must be HTTPS: whoever can change the response can sign tokens. */
    static IssuerEndpoint of(URI uri) {
        return of(uri, HttpClient.newBuilder(), TIMEOUT);
    }

    static IssuerEndpoint of(URI uri, HttpClient.Builder client, Duration timeout) {
        if (!"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("The address of the issuer's keys must begin with https://, not " + uri);
        }
        // NORMAL does not follow a redirect from HTTPS to HTTP.
        return new IssuerEndpoint(uri, client.followRedirects(Redirect.NORMAL).build(), timeout);
    }

    /** Returns the body of a successful response. The timeout covers all of it, redirects and body included. */
    byte[] read() throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> call =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(uri + " responded with status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("no complete response of " + uri + " within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            call.cancel(true);
        }
    }
}
