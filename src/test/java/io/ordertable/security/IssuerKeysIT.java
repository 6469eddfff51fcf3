package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The issuer's keys change, and its endpoint fails. */
@DirtiesContext
class IssuerKeysIT extends IntegrationTest {

    private static final IssuerServer ISSUER = new IssuerServer();

    private final RSAKey first = Tokens.newKey("first");
    private final RSAKey second = Tokens.newKey("second");
    private final String userId = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void readTheKeysOfThisIssuer(DynamicPropertyRegistry registry) {
        registry.add("test.spring.security.oauth2.resourceserver.jwt.jwk-set-uri", ISSUER::uri);
    }

    /** One test, because how often the keys are read is limited. */
    @Test
    void tokensAreAcceptedAsLongAsTheirKeyIs() {
        Problem.assertThat(call(first, userId), 503, "ISSUER_UNAVAILABLE");

        ISSUER.change(first.toPublicJWK());
        Users.someone().register(caller(first, userId));
        assertThat(call(first, userId).status()).isEqualTo(200);

        // Verifies a token that is known, and one that is not.
        ISSUER.change();
        assertThat(call(first, userId).status()).isEqualTo(200);
        Problem.assertThat(call(first, UUID.randomUUID().toString()), 404, "USER_NOT_FOUND");

        ISSUER.change(second.toPublicJWK());
        assertThat(call(second, userId).status()).isEqualTo(200);
        Problem.assertThat(call(first, userId), 401, "UNAUTHENTICATED");

        int before = ISSUER.requests();
        for (int i = 0; i < 10; i++) {
            Problem.assertThat(call(Tokens.newKey("unknown"), userId), 401, "UNAUTHENTICATED");
        }
        assertThat(ISSUER.requests() - before).isLessThanOrEqualTo(2);
        assertThat(call(second, userId).status()).isEqualTo(200);
    }

    private ApiResponse call(RSAKey key, String subject) {
        return caller(key, subject).get("/v1/users/me");
    }

    private Api caller(RSAKey key, String subject) {
        return api().with(Tokens.sign(key, claims -> claims.subject(subject)));
    }
}
