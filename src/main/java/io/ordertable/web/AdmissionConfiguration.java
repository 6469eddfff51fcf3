package io.ordertable.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the {@link AdmissionControl} before every operation, and shows what it does. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    WebMvcConfigurer admission(AdmissionControl control) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(control).addPathPatterns("/v1/**").order(Ordered.HIGHEST_PRECEDENCE + 1);
            }
        };
    }

    @Bean
    MeterBinder admissionMeters(AdmissionLimit limit, AdmissionControl control) {
        return registry -> {
            Gauge.builder("admission.limit", limit, AdmissionLimit::getLimit)
                    .description("Requests that may be handled at once")
                    .register(registry);
            Gauge.builder("admission.requests", control, AdmissionControl::requests)
                    .description("Requests that are being handled")
                    .register(registry);
            TimeGauge.builder("admission.wait", limit, TimeUnit.NANOSECONDS, AdmissionLimit::recentWait)
                    .description("How long threads wait for a processor")
                    .register(registry);
        };
    }
}
