package io.ordertable.metrics;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * Logs one line when CloudWatch stops accepting metrics, and one when it accepts them again. The registry would log 11 KB for each
 * publication.
 */
class OutageLoggingClient implements CloudWatchAsyncClient {

    private static final Logger log = LoggerFactory.getLogger(OutageLoggingClient.class);

    private final CloudWatchAsyncClient client;
    private final AtomicBoolean failing = new AtomicBoolean();

    OutageLoggingClient(CloudWatchAsyncClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
        return client.putMetricData(request).handle((response, failure) -> {
            report(failure);
            return failure == null ? response : PutMetricDataResponse.builder().build();
        });
    }

    @Override
    public CompletableFuture<GetMetricDataResponse> getMetricData(GetMetricDataRequest request) {
        return client.getMetricData(request);
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }

    private void report(@Nullable Throwable failure) {
        if (failing.getAndSet(failure != null) != (failure != null)) {
            if (failure == null) {
                log.info("CloudWatch accepts metrics again");
            } else {
                log.warn("CloudWatch does not accept metrics; they are lost until it does: {}", failure.getMessage());
            }
        }
    }
}
