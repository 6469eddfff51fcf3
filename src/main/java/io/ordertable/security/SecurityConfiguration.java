package io.ordertable.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.config.BeanIds;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Requires a token for everything but the API document. Operators' endpoints are protected by their port. The filters are listed here,
 * because Spring Security's configurer adds ten more to each request, and looks up its handler twice.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String SCHEME = "Bearer ";

    @Bean
    SecurityFilterChain withToken(TokenAuthenticator authenticator, ProblemEntryPoint problems) {
        BearerTokenAuthenticationFilter authentication = new BearerTokenAuthenticationFilter(authenticator);
        authentication.setBearerTokenResolver(SecurityConfiguration::token);
        authentication.setAuthenticationFailureHandler(problems::commence);
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                authentication,
                new ExceptionTranslationFilter(problems, new NullRequestCache()),
                new AuthorizationFilter(AuthenticatedAuthorizationManager.authenticated()));
    }

    @Bean(BeanIds.SPRING_SECURITY_FILTER_CHAIN)
    FilterChainProxy securityFilters(SecurityFilterChain withToken) {
        FilterChainProxy filters = new FilterChainProxy(List.of(
                // First, because most requests are.
                new DefaultSecurityFilterChain(path("/v1/**"), withToken.getFilters()),
                new DefaultSecurityFilterChain(open()),
                withToken));
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        // Spring MVC rejects them with a 405 that lists the methods allowed.
        firewall.setUnsafeAllowAnyHttpMethod(true);
        // Jetty has checked them. A pattern would be matched each time that a header, such as a long token, is read.
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        filters.setFirewall(firewall);
        return filters;
    }

    /** Returns the token, however it looks. Spring's resolver matches a pattern first, which takes a twentieth of a read. */
    private static @Nullable String token(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null || !credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = credentials.substring(SCHEME.length()).strip();
        return token.isEmpty() ? null : token;
    }

    private static RequestMatcher open() {
        return new OrRequestMatcher(
                path("/"),
                path("/openapi.yaml"),
                path("/openapi.json"),
                path("/v3/api-docs"),
                path("/swagger-ui.html"),
                path("/swagger-ui/**"),
                EndpointRequest.toAnyEndpoint(),
                EndpointRequest.toLinks());
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }
}
