package io.ordertable.metrics;

import io.awspring.cloud.autoconfigure.metrics.CloudWatchAsyncClientCustomizer;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.actuate.autoconfigure.metrics.MeterRegistryCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

/** Configures the export to CloudWatch, which a namespace turns on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.cloudwatch.metrics.export.namespace")
class CloudWatchConfiguration {

    /**
     * Limits of the export to CloudWatch.
     *
     * @param maxMetrics how many different metrics may be published, 1 to 10,000; each costs about 0.30 USD a month
     * @param callTimeout how long one call may take, including its retries; 1 ms to 1 h
     */
    @Validated
    @ConfigurationProperties("ordertable.cloudwatch")
    record Properties(
            @DefaultValue("250") @Min(1) @Max(10_000) int maxMetrics,

            @DefaultValue("5s") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 1)
            Duration callTimeout) {}

    /** Not a bean of type MeterFilter, because Boot applies those to every registry. */
    @Bean
    MeterRegistryCustomizer<CloudWatchMeterRegistry> cloudWatchMeterFilter(Properties properties) {
        return registry -> registry.config().meterFilter(new CloudWatchMeterFilter(properties.maxMetrics()));
    }

    @Bean
    CloudWatchAsyncClientCustomizer cloudWatchCallTimeout(Properties properties) {
        return builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .apiCallTimeout(properties.callTimeout())
                .build());
    }

    @Bean
    static BeanPostProcessor outageLoggingClient() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof CloudWatchAsyncClient client ? new OutageLoggingClient(client) : bean;
            }
        };
    }

    /**
     * Boot closes meter registries before the last requests finish, so those would never be published. Without this bean the
     * registries are closed like other beans, after the web server.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor closeAfterTheWebServer() {
        return registry -> {
            // A context that is generated at build time does not contain it any more.
            if (registry.containsBeanDefinition("meterRegistryCloser")) {
                registry.removeBeanDefinition("meterRegistryCloser");
            }
        };
    }
}
