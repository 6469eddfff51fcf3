package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.web.Problem;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An issuer does not respond. */
@DirtiesContext
class IssuerOutageIT extends IntegrationTest {

    private static final RSAKey KEY = Tokens.newKey("key");
    private static final IssuerServer ISSUER = new IssuerServer();

    @DynamicPropertySource
    static void readTheKeysOfThisIssuer(DynamicPropertyRegistry registry) {
        registry.add("test.spring.security.oauth2.resourceserver.jwt.jwk-set-uri", ISSUER::uri);
    }

    @Test
    void tokensAreAcceptedOnceTheKeysWereRead() {
        ApiResponse unverified = callAsSomeone();
        Problem.assertThat(unverified, 503, "ISSUER_UNAVAILABLE");
        assertThat(unverified.header("Retry-After")).isEqualTo("1");

        ISSUER.change(KEY.toPublicJWK());
        Problem.assertThat(callAsSomeone(), 404, "USER_NOT_FOUND");

        ISSUER.change();
        Problem.assertThat(callAsSomeone(), 404, "USER_NOT_FOUND");
    }

    private ApiResponse callAsSomeone() {
        return api().with(Tokens.sign(
                        KEY, claims -> claims.subject(UUID.randomUUID().toString())))
                .get("/v1/users/me");
    }
}
