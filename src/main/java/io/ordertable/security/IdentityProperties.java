package io.ordertable.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What Spring Boot's {@code spring.security.oauth2.resourceserver.jwt} has no properties for.
 *
 * @param staffAuthority the authority that makes staff of a caller: a value of the authorities claim, after the authority prefix
 * @param clientIds clients whose tokens are accepted without an audience, because Amazon Cognito's access tokens have none
 * @param browserClientId a public client of the issuer, with which users of Swagger UI sign in; without one they paste a token
 */
@Validated
@ConfigurationProperties("ordertable.security")
record IdentityProperties(
        @DefaultValue("SCOPE_orders:staff") @NotBlank String staffAuthority,
        @DefaultValue @NotNull List<@NotBlank String> clientIds,
        @Nullable String browserClientId) {}
