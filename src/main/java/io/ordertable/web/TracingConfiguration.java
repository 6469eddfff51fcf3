package io.ordertable.web;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.springframework.boot.actuate.autoconfigure.tracing.ConditionalOnEnabledTracing;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpHttpSpanExporterBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Configures the traces of requests, which are off by default. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEnabledTracing
class TracingConfiguration {

    @Bean
    @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
    RequestSpans requestSpans(Tracer tracer, Propagator propagator) {
        return new RequestSpans(tracer, propagator);
    }

    /** Names the ids in log lines as the Elastic Common Schema does. */
    @Bean
    Slf4JEventListener idsInLogLines() {
        return new Slf4JEventListener(TraceId.MDC_KEY, "span.id");
    }

    @Bean
    SdkTracerProviderBuilderCustomizer idsOfLoadBalancers() {
        return provider -> provider.setIdGenerator(new LoadBalancerIds(IdGenerator.random()));
    }

    /** A collector that is down would hold up the shutdown. */
    @Bean
    OtlpHttpSpanExporterBuilderCustomizer exportOnce() {
        return exporter -> exporter.setRetryPolicy(null);
    }

    /** Starts traces with the id that a load balancer gave the request. */
    private record LoadBalancerIds(IdGenerator random) implements IdGenerator {

        @Override
        public String generateTraceId() {
            return TraceId.current().orElseGet(random::generateTraceId);
        }

        @Override
        public String generateSpanId() {
            return random.generateSpanId();
        }
    }
}
