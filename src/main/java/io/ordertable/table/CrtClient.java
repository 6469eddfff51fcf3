package io.ordertable.table;

import java.io.IOException;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The native HTTP client, whose failures are all I/O errors to the SDK. By itself it throws another exception, which the SDK
 * does not know, for those that the SDK's retries leave out: that no connection was free in time is one.
 */
class CrtClient implements SdkHttpClient {

    private final SdkHttpClient client;

    private CrtClient(SdkHttpClient client) {
        this.client = client;
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

    private record Call(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (HttpException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /** Leaves making it, and so closing it, to the SDK's client. */
    record Builder(AwsCrtHttpClient.Builder settings) implements SdkHttpClient.Builder<Builder> {

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new CrtClient(settings.buildWithDefaults(defaults));
        }
    }
}
