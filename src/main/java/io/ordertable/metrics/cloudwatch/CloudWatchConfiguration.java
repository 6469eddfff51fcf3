package io.ordertable.metrics.cloudwatch;

import io.awspring.cloud.autoconfigure.metrics.CloudWatchAsyncClientCustomizer;
import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.metrics.MeterRegistryCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/** Turned on by a namespace, as the registry itself is; nothing of it is loaded otherwise. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.cloudwatch.metrics.export.namespace")
class CloudWatchConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CloudWatchConfiguration.class);

    @Bean
    MetricBudget metricBudget(CloudWatchExportProperties properties) {
        return new MetricBudget(properties.maxMetrics());
    }

    @Bean
    MeterRegistryCustomizer<CloudWatchMeterRegistry> publishedMeters(MetricBudget budget, CloudWatchConfig config) {
        return registry -> registry.config()
                .meterFilter(new AllowList())
                .meterFilter(budget.filter())
                .meterFilter(new WholeSteps(config.step()));
    }

    @Bean
    CloudWatchAsyncClientCustomizer cloudWatchClient(CloudWatchExportProperties properties) {
        return builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .retryStrategy(retry -> retry.maxAttempts(2))
                .apiCallTimeout(properties.callTimeout())
                .build());
    }

    /** Around the client rather than in it, as the SDK tells its interceptors nothing of time-outs. */
    @Bean
    static BeanPostProcessor quietCloudWatchClient() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof CloudWatchAsyncClient client ? new QuietClient(client) : bean;
            }
        };
    }

    /**
     * Boot closes registries before it lets the last requests finish; those would be in no metric. Without that, they are
     * closed with the other beans, after the web server.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor closeAfterTheWebServer() {
        return registry -> {
            if (registry.containsBeanDefinition("meterRegistryCloser")) {
                registry.removeBeanDefinition("meterRegistryCloser");
            }
        };
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> publicationReport(CloudWatchConfig config, MetricBudget budget) {
        return event -> log.info(
                "CloudWatch: {} metrics in namespace {} every {}, at most {}",
                budget.metrics(),
                config.namespace(),
                config.step(),
                budget.limit());
    }
}
