package io.ordertable.infra.settings;

import java.util.Optional;

/**
 * Whose tokens the service accepts. It does not start without.
 *
 * @param issuer the {@code iss} claim
 * @param audience the {@code aud} claim
 * @param jwkSetUri where the issuer's public keys are. Tasks have no route to the internet, so it must be reachable in the VPC
 */
public record Identity(String issuer, String audience, String jwkSetUri) {

    /** Returns the identity if all of its parts are given, and fails otherwise. */
    public static Identity of(Optional<String> issuer, Optional<String> audience, Optional<String> jwkSetUri) {
        return new Identity(
                required("issuer", issuer), required("audience", audience), required("jwk-set-uri", jwkSetUri));
    }

    private static String required(String option, Optional<String> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(
                "The service needs an issuer of tokens: pass -c " + option + "=…, see \"Deploy\" in infra/README.md"));
    }
}
