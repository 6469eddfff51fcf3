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

/** An issuer replaces its key. */
@DirtiesContext
class IssuerKeysIT extends IntegrationTest {

    private static final RSAKey FIRST = Tokens.newKey("first");
    private static final RSAKey SECOND = Tokens.newKey("second");
    private static final IssuerServer ISSUER = new IssuerServer(FIRST.toPublicJWK());

    private final String userId = UUID.randomUUID().toString();

    @DynamicPropertySource
    static void readTheKeysOfThisIssuer(DynamicPropertyRegistry registry) {
        registry.add("test.spring.security.oauth2.resourceserver.jwt.jwk-set-uri", ISSUER::uri);
    }

    /** One test, because how often the keys are read is limited. */
    @Test
    void tokensAreAcceptedAsLongAsTheIssuerHasTheirKey() {
        Users.someone().register(caller(FIRST));
        assertThat(call(FIRST).status()).isEqualTo(200);

        ISSUER.change(SECOND.toPublicJWK());
        assertThat(call(SECOND).status()).isEqualTo(200);
        Problem.assertThat(call(FIRST), 401, "UNAUTHENTICATED");

        int before = ISSUER.requests();
        for (int i = 0; i < 10; i++) {
            Problem.assertThat(call(FIRST), 401, "UNAUTHENTICATED");
        }
        assertThat(ISSUER.requests() - before).isLessThanOrEqualTo(2);
        assertThat(call(SECOND).status()).isEqualTo(200);
    }

    private ApiResponse call(RSAKey key) {
        return caller(key).get("/v1/users/me");
    }

    private Api caller(RSAKey key) {
        return api().with(Tokens.sign(key, claims -> claims.subject(userId)));
    }
}
