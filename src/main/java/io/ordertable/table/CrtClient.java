package io.ordertable.table;

import io.ordertable.resilience.NoFreeConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The native HTTP client, whose failures are all I/O errors to the SDK. By itself it throws another exception, which the SDK
 * does not know, for those that the SDK's retries leave out: that there was no connection in time is one.
 */
class CrtClient implements SdkHttpClient {

    private static final String NO_CONNECTION = "AWS_ERROR_HTTP_CONNECTION_MANAGER_ACQUISITION_TIMEOUT";

    private final SdkHttpClient client;
    private final int maxConnections;
    private final AtomicInteger calls = new AtomicInteger();

    private CrtClient(SdkHttpClient client, int maxConnections) {
        this.client = client;
        this.maxConnections = maxConnections;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    /** With fewer calls under way there was room for a connection, but it could not be opened in time. */
    private boolean isPoolFull(HttpException failure) {
        return CRT.awsErrorName(failure.getErrorCode()).equals(NO_CONNECTION) && calls.get() > maxConnections;
    }

    private final class Call implements ExecutableHttpRequest {

        private final ExecutableHttpRequest request;

        Call(ExecutableHttpRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            calls.incrementAndGet();
            try {
                return request.call();
            } catch (HttpException e) {
                throw isPoolFull(e) ? new NoFreeConnection(e) : new IOException(e.getMessage(), e);
            } finally {
                calls.decrementAndGet();
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /** Leaves making it, and so closing it, to the SDK's client. */
    record Builder(AwsCrtHttpClient.Builder settings, int maxConnections) implements SdkHttpClient.Builder<Builder> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new CrtClient(settings.buildWithDefaults(defaults), maxConnections);
        }
    }
}
