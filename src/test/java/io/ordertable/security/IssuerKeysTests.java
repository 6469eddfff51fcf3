package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Keys that are read again after two seconds. */
class IssuerKeysTests {

    private final JWK first = Tokens.newKey("first").toPublicJWK();
    private final JWK second = Tokens.newKey("second").toPublicJWK();

    @Test
    void anIssuerThatIsDownForLongerThanKeysLiveLocksNobodyOut() throws Exception {
        try (IssuerServer issuer = new IssuerServer(first);
                IssuerKeys keys = keysOf(issuer)) {
            assertThat(all(keys)).containsExactly(first);
            issuer.change();

            // Each time, the issuer is asked twice. The second time is later than the end of the lifetime.
            await().until(() -> {
                assertThat(all(keys)).containsExactly(first);
                return issuer.requests() >= 1 + 2 + 2;
            });
        }
    }

    @Test
    void whenTheIssuerIsBackItsNewKeysAreUsed() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        try (IssuerServer issuer = new IssuerServer(first);
                IssuerKeys keys = keysOf(issuer)) {
            keys.onChange(changes::incrementAndGet);
            assertThat(all(keys)).containsExactly(first);
            issuer.change();
            await().until(() -> all(keys).contains(first) && issuer.requests() > 1);

            issuer.change(second);

            await().until(() -> all(keys).equals(List.of(second)));
            await().untilAsserted(() -> assertThat(changes).hasValue(1));
        }
    }

    private static IssuerKeys keysOf(IssuerServer issuer) throws IOException {
        return new IssuerKeys(issuer.uri().toURL(), Duration.ofSeconds(2));
    }

    private static List<JWK> all(IssuerKeys keys) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
    }
}
