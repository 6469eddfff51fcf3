package io.ordertable.security;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.stereotype.Component;

/**
 * Verifies tokens and remembers their callers, because verifying a signature costs as much as a third of a request. A token is
 * remembered for five minutes, but not after it expires or the issuer's keys change. Tokens that are rejected are not remembered.
 */
@Component
class TokenAuthenticator implements AuthenticationManagerResolver<HttpServletRequest> {

    private static final long CACHE_BYTES = 16 * 1024 * 1024;
    private static final int ENTRY_OVERHEAD = 500;

    private static final Pattern CANONICAL_UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final NameBasedGenerator NAMED_IDS = Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL);

    private final Cache<String, CallerToken> known = Caffeine.newBuilder()
            .expireAfterWrite(IssuerKeys.LIFETIME)
            .maximumWeight(CACHE_BYTES)
            .weigher((String token, CallerToken caller) -> token.length() + ENTRY_OVERHEAD)
            .build();

    private final JwtDecoder decoder;
    private final JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
    private final String userIdClaim;
    private final String staffAuthority;
    private final Clock clock;
    private final FailedAuthentications failures;

    TokenAuthenticator(
            JwtDecoder decoder,
            JWKSource<SecurityContext> keys,
            OAuth2ResourceServerProperties properties,
            IdentityProperties identity,
            Clock clock,
            FailedAuthentications failures) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        if (jwt.getAuthoritiesClaimName() != null) {
            authorities.setAuthoritiesClaimName(jwt.getAuthoritiesClaimName());
        }
        if (jwt.getAuthorityPrefix() != null) {
            authorities.setAuthorityPrefix(jwt.getAuthorityPrefix());
        }
        this.userIdClaim = Objects.requireNonNullElse(jwt.getPrincipalClaimName(), "sub");
        this.staffAuthority = identity.staffAuthority();
        this.decoder = decoder;
        this.clock = clock;
        this.failures = failures;
        if (keys instanceof IssuerKeys issuer) {
            issuer.onChange(known::invalidateAll);
        }
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return bearer -> authenticate(((BearerTokenAuthenticationToken) bearer).getToken(), request);
    }

    private CallerToken authenticate(String token, HttpServletRequest request) {
        CallerToken caller = known.getIfPresent(token);
        if (caller != null && caller.isValidAt(clock.instant())) {
            return caller;
        }
        failures.check(request);
        return verify(token);
    }

    private CallerToken verify(String token) {
        try {
            CallerToken caller = callerOf(decoder.decode(token));
            known.put(token, caller);
            return caller;
        } catch (JwtException e) {
            // A token whose key is looked for too often is not known to be valid, like one whose key does not exist.
            throw e.getCause() instanceof KeySourceException && !(e.getCause() instanceof RateLimitReachedException)
                    ? new AuthenticationServiceException("The issuer's keys cannot be read", e)
                    : new InvalidBearerTokenException("The token is not valid", e);
        }
    }

    private CallerToken callerOf(Jwt jwt) {
        String subject = jwt.getClaimAsString(userIdClaim);
        if (subject == null || subject.isEmpty()) {
            throw new BadJwtException("The token has no claim " + userIdClaim);
        }
        boolean staff = authorities.convert(jwt).stream()
                .anyMatch(authority -> staffAuthority.equals(authority.getAuthority()));
        Instant expiry = Objects.requireNonNull(jwt.getExpiresAt());
        return new CallerToken(
                new Caller(userId(jwt.getClaimAsString("iss"), subject), staff), expiry.plus(TokenConfiguration.SKEW));
    }

    /** Returns the subject if it is a UUID, or else the UUID of version 5 (RFC 9562) of the issuer and the subject. */
    private static UUID userId(String issuer, String subject) {
        return CANONICAL_UUID.matcher(subject).matches()
                ? UUID.fromString(subject)
                : NAMED_IDS.generate(issuer + "#" + subject);
    }
}
