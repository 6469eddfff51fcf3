package io.ordertable.metrics.cloudwatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** Writes one line when CloudWatch stops taking metrics and one when it takes them again; the registry would each minute. */
class QuietClient implements CloudWatchAsyncClient {

    private static final Logger log = LoggerFactory.getLogger(QuietClient.class);

    private final CloudWatchAsyncClient client;
    private final AtomicBoolean failing = new AtomicBoolean();

    QuietClient(CloudWatchAsyncClient client) {
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
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }

    private void report(@Nullable Throwable failure) {
        if (failure == null) {
            if (failing.compareAndSet(true, false)) {
                log.info("CloudWatch takes metrics again");
            }
        } else if (failing.compareAndSet(false, true)) {
            log.warn("CloudWatch does not take metrics; they are lost until it does: {}", failure.getMessage());
        }
    }
}
