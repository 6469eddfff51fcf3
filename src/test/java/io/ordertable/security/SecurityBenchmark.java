package io.ordertable.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertable.StepBenchmark;
import jakarta.servlet.FilterChain;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What it takes to find out who sent a request, and to charge its caller. */
@State(Scope.Thread)
public class SecurityBenchmark extends StepBenchmark {

    private static final Caller CUSTOMER = new Caller(UUID.randomUUID(), false);
    private static final String TOKEN = Tokens.of(CUSTOMER.userId());
    private static final FilterChain DONE = (request, response) -> {};

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/users/me");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private FilterChainProxy filters;
    private JwtDecoder tokens;
    private Quotas quotas;
    private QuotaInterceptor reservation;
    private HandlerMethod read;
    private CallerToken caller;

    @Setup
    public void create() throws NoSuchMethodException {
        var context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(Tokens.properties())
                .and("ordertable.quotas.customer-reads=" + QuotaProperties.MOST, "ordertable.quotas.burst=1h")
                .applyTo(context);
        context.register(Context.class);
        context.refresh();
        filters = context.getBean(FilterChainProxy.class);
        tokens = context.getBean(JwtDecoder.class);
        quotas = context.getBean(Quotas.class);
        reservation = context.getBean(QuotaInterceptor.class);
        read = new HandlerMethod(this, "read");
        caller = new CallerToken(CUSTOMER, Instant.MAX);
        request.addHeader("Authorization", "Bearer " + TOKEN);
    }

    @Benchmark
    public void knownToken() throws Exception {
        filters.doFilter(request, response, DONE);
    }

    @Benchmark
    public Object newToken() {
        return tokens.decode(TOKEN);
    }

    @Benchmark
    public Object quotas() {
        SecurityContextHolder.setContext(new SecurityContextImpl(caller));
        return quotas.chargeCaller(() -> {
            boolean reserved = reservation.preHandle(request, response, read);
            QuotaAccount.charge(0.5, 0);
            return reserved;
        });
    }

    @Costs(reads = 0.5)
    public void read() {}

    /** Not a configuration, which the tests of the whole service would find. */
    @EnableConfigurationProperties({
        OAuth2ResourceServerProperties.class,
        IdentityProperties.class,
        QuotaProperties.class
    })
    @Import({
        SecurityConfiguration.class,
        TokenConfiguration.class,
        TokenAuthenticator.class,
        ProblemEntryPoint.class,
        FailedAuthentications.class,
        Refusals.class,
        Quotas.class,
        QuotaInterceptor.class,
    })
    static class Context {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        HandlerExceptionResolver handlerExceptionResolver() {
            return (request, response, handler, exception) -> null;
        }
    }
}
