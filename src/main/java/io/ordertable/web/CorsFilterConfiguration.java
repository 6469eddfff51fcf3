package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/** Decides on cross-origin requests (Fetch standard) before anything is read, so that error responses have the headers too. */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    private static final Duration PREFLIGHT_VALID_FOR = Duration.ofHours(1);
    private static final String ORIGIN_NOT_ALLOWED =
            "Pages of this origin may not call the API. Its operator can add the origin to ordertable.cors.allowed-origins.";

    @Bean
    CorsConfiguration corsRules(Properties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.allowedOrigins());
        cors.setAllowCredentials(properties.allowCredentials());
        // A page can read a 405 for a method that the path does not have, unlike a rejected preflight.
        cors.setAllowedMethods(List.of(CorsConfiguration.ALL));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(List.of(
                HttpHeaders.ACCEPT,
                HttpHeaders.ACCEPT_PATCH,
                HttpHeaders.ALLOW,
                HttpHeaders.ETAG,
                HttpHeaders.LOCATION,
                HttpHeaders.LINK,
                HttpHeaders.RETRY_AFTER,
                "RateLimit",
                "RateLimit-Policy",
                HttpHeaders.WWW_AUTHENTICATE,
                "Idempotent-Replayed",
                ServerTiming.HEADER,
                RequestId.HEADER));
        cors.setMaxAge(PREFLIGHT_VALID_FOR);
        return cors;
    }

    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(CorsConfiguration rules, ObjectMapper mapper) {
        CorsFilter filter = new SelectiveCorsFilter(rules);
        filter.setCorsProcessor(new ProblemCorsProcessor(mapper));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    /** Filters only preflight requests if no origin is allowed. Spring itself would reject them in plain text. */
    private static final class SelectiveCorsFilter extends CorsFilter {

        private final boolean originsAllowed;

        SelectiveCorsFilter(CorsConfiguration rules) {
            super(request -> rules);
            this.originsAllowed = !CollectionUtils.isEmpty(rules.getAllowedOrigins());
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !originsAllowed && !CorsUtils.isPreFlightRequest(request);
        }

        /** The container rejects some requests before any filter. */
        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }

    /** Rejects requests with a problem document. */
    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ObjectMapper mapper;

        ProblemCorsProcessor(ObjectMapper mapper) {
            this.mapper = mapper;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            HttpError code = HttpError.ORIGIN_NOT_ALLOWED;
            response.setStatusCode(HttpError.statusOf(code));
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            mapper.writeValue(response.getBody(), Problems.of(code, ORIGIN_NOT_ALLOWED, null));
            response.flush();
        }
    }

    /**
     * Which browser applications may call the API.
     *
     * @param allowedOrigins origins such as {@code https://shop.example.org}, or {@code *} for any; without any, only same-origin calls are allowed
     * @param allowCredentials whether pages may send cookies and other credentials ({@code credentials: 'include'})
     */
    @Validated
    @ConfigurationProperties("ordertable.cors")
    record Properties(
            @DefaultValue @NotNull List<@Pattern(regexp = ORIGIN, message = RULE) String> allowedOrigins,

            @DefaultValue("false") boolean allowCredentials) {

        /** An origin as browsers send it (RFC 6454): without a path or the default port of its scheme, never with a wildcard. */
        static final String ORIGIN = "\\*|(?!http://.*:80$|https://.*:443$)"
                + "[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+])(:[1-9][0-9]{0,4})?";

        static final String RULE = "is not an origin that a browser sends; it must be like https://shop.example.org or"
                + " http://localhost:5173, without a path, a wildcard or a scheme's default port";

        @AssertTrue(
                message =
                        "must name origins instead of * if allow-credentials is on, because browsers send no credentials otherwise")
        boolean isCredentialsForNamedOrigins() {
            return !allowCredentials || !allowedOrigins.contains("*");
        }
    }
}
