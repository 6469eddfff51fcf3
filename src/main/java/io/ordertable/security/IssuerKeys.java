package io.ordertable.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource.RefreshCompletedEvent;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.events.Event;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a JWKS endpoint. They are read again after five minutes, and when a token names an unknown key, which is limited to
 * twice in half a minute. While the endpoint cannot be reached, the known keys stay in use.
 */
final class IssuerKeys implements JWKSource<SecurityContext>, Closeable {

    /** How long keys are used before they are read again. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration OUTAGE = Duration.ofDays(1);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 150 * 1024;

    private final JWKSource<SecurityContext> source;
    private final AtomicReference<@Nullable List<JWK>> last = new AtomicReference<>();
    private volatile Runnable changeListener = () -> {};

    IssuerKeys(URL endpoint) {
        this(endpoint, LIFETIME);
    }

    /** Creates keys with another lifetime, and with other times in proportion. */
    IssuerKeys(URL endpoint, Duration lifetime) {
        source = JWKSourceBuilder.<SecurityContext>create(
                        endpoint, new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES))
                .cache(lifetime.toMillis(), lifetime.toMillis() / 60)
                .refreshAheadCache(lifetime.toMillis() / 5, false, this::compare)
                .rateLimited(lifetime.toMillis() / 10)
                .retrying(true)
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    /** Runs the listener when the endpoint has other keys than before. */
    void onChange(Runnable listener) {
        changeListener = listener;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return source.get(selector, context);
    }

    /** Ends the thread that reads the keys ahead of time. */
    @Override
    public void close() throws IOException {
        ((JWKSetBasedJWKSource<SecurityContext>) source).close();
    }

    private void compare(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
        if (event instanceof RefreshCompletedEvent<SecurityContext> refreshed) {
            List<JWK> keys = refreshed.getJWKSet().getKeys();
            List<JWK> before = last.getAndSet(keys);
            if (before != null && !before.equals(keys)) {
                changeListener.run();
            }
        }
    }
}
