package io.ordertable.metrics;

import io.awspring.cloud.autoconfigure.metrics.CloudWatchAsyncClientCustomizer;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Sends metrics to {@code test.cloudwatch}; other AWS clients keep their endpoints. */
@TestConfiguration(proxyBeanMethods = false)
public class CloudWatchClientConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CloudWatchAsyncClientCustomizer testEndpoint(@Value("${test.cloudwatch}") URI endpoint) {
        return builder -> builder.endpointOverride(endpoint)
                .overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .compressionConfiguration(c -> c.minimumCompressionThresholdInBytes(1))
                        .build());
    }
}
