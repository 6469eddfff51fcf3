package io.ordertable.events;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers the one call of a {@link Rehearsal} as SNS would. */
final class EmptyStage implements SdkHttpClient {

    private static final String PUBLISHED = """
            <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <PublishBatchResult>
                <Failed/>
                <Successful><member><Id>0</Id><MessageId>0</MessageId></member></Successful>
              </PublishBatchResult>
              <ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>
            </PublishBatchResponse>
            """;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {

            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(200).build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream(PUBLISHED.getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {
                // There is nothing to wait for.
            }
        };
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
