package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Cross-origin calls (Fetch standard): decided before anything is read, so that error responses carry the headers too. */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    private static final Duration PREFLIGHT_VALID_FOR = Duration.ofHours(1);

    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(CorsProperties properties, ObjectMapper mapper) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!properties.allowedOrigins().isEmpty()) {
            source.registerCorsConfiguration("/**", configuration(properties.allowedOrigins()));
        }
        CorsFilter filter =
                new SelectiveCorsFilter(source, !properties.allowedOrigins().isEmpty());
        filter.setCorsProcessor(new ProblemCorsProcessor(mapper));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    private static CorsConfiguration configuration(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.LOCATION,
                HttpHeaders.LINK,
                HttpHeaders.RETRY_AFTER,
                EntityTags.REPLAYED,
                RequestId.HEADER));
        cors.setMaxAge(PREFLIGHT_VALID_FOR);
        return cors;
    }

    /** Where no origin is allowed, only preflight requests matter: Spring would refuse them by itself, in plain text. */
    private static final class SelectiveCorsFilter extends CorsFilter {

        private final boolean originsAllowed;

        SelectiveCorsFilter(CorsConfigurationSource source, boolean originsAllowed) {
            super(source);
            this.originsAllowed = originsAllowed;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !originsAllowed && !CorsUtils.isPreFlightRequest(request);
        }
    }

    /** Spring's processor, but refusing in the API's own form. */
    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ObjectMapper mapper;

        ProblemCorsProcessor(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            ProblemCode code = ProblemCode.ORIGIN_NOT_ALLOWED;
            response.setStatusCode(code.status());
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            mapper.writeValue(response.getBody(), Problems.of(code, code.title() + ".", null));
            response.flush();
        }
    }
}
