package io.ordertable.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.security.oauth2.resource.OAuth2ResourceServerProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Configures which tokens are valid, and fails the start if that is not decided. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** How much the clocks of the issuer and of this service may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

    /** The types of access tokens: RFC 7519, and RFC 9068, which is more precise. Most issuers leave the type out or use the first. */
    private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

    @Bean
    JWKSource<SecurityContext> issuerKeys(OAuth2ResourceServerProperties properties) throws IOException {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        if (jwt.getPublicKeyLocation() != null) {
            JWK key = PemKey.parse(jwt.readPublicKey());
            return (selector, context) ->
                    selector.getMatcher().getKeyTypes().contains(key.getKeyType()) ? List.of(key) : List.of();
        }
        String uri = jwt.getJwkSetUri();
        if (uri == null) {
            throw missing("jwk-set-uri", uri, "where the issuer's keys are, or .public-key-location with its one key");
        }
        try {
            return new IssuerKeys(URI.create(uri).toURL());
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw missing("jwk-set-uri", uri, "the URL of the issuer's keys, such as https://issuer.example.org/jwks");
        }
    }

    @Bean
    JwtDecoder jwtDecoder(
            JWKSource<SecurityContext> keys, OAuth2ResourceServerProperties properties, IdentityProperties identity) {
        OAuth2ResourceServerProperties.Jwt jwt = properties.getJwt();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(jwt.getJwsAlgorithms()), keys));
        // Spring's validators check the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(SKEW),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtIssuerValidator(issuer(jwt)),
                audience(jwt.getAudiences(), identity.clientIds())));
        return decoder;
    }

    private static Set<JWSAlgorithm> algorithms(List<String> names) {
        Set<JWSAlgorithm> algorithms = names.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        if (algorithms.isEmpty() || !JWSAlgorithm.Family.SIGNATURE.containsAll(algorithms)) {
            throw missing("jws-algorithms", names, "algorithms with a public key, such as RS256 and ES256");
        }
        return algorithms;
    }

    private static String issuer(OAuth2ResourceServerProperties.Jwt jwt) {
        String issuer = jwt.getIssuerUri();
        if (issuer == null || issuer.isBlank()) {
            throw missing("issuer-uri", issuer, "the iss claim of the tokens to accept");
        }
        return issuer;
    }

    /** Requires a token that is meant for this service: by its audience, or for Amazon Cognito by its client. */
    private static OAuth2TokenValidator<Jwt> audience(Collection<String> audiences, Collection<String> clientIds) {
        if (audiences.isEmpty() && clientIds.isEmpty()) {
            throw missing(
                    "audiences", audiences, "the aud claim of the tokens to accept, or ordertable.security.client-ids");
        }
        OAuth2TokenValidator<Jwt> byAudience = new JwtClaimValidator<Collection<String>>(
                "aud", audience -> audience != null && !Collections.disjoint(audience, audiences));
        return jwt -> clientIds.contains(jwt.getClaimAsString("client_id"))
                        && "access".equals(jwt.getClaimAsString("token_use"))
                ? OAuth2TokenValidatorResult.success()
                : byAudience.validate(jwt);
    }

    private static InvalidConfigurationPropertyValueException missing(
            String property, @Nullable Object value, String meaning) {
        return new InvalidConfigurationPropertyValueException(
                PREFIX + property, value, "Tokens cannot be verified without it. Set it to " + meaning + ".");
    }
}
