package io.ordertable.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Limits the requests without a valid token by the address from which they come, so that nobody can keep the service busy with
 * checking signatures.
 *
 * <p>Requests with a valid token do not count, however many users share an address. While an address is at its limit, tokens that
 * this instance knows are accepted from it; others are rejected unchecked. If the address is a load balancer's, one attacker would thus
 * keep out every user with a new token: {@code ordertable.quotas.trusted-proxies} makes it the client's.
 */
@Component
class FailedAuthentications {

    private static final int MAX_ADDRESSES = 20_000;

    private final LoadingCache<String, Budget> addresses;
    private final QuotaProperties properties;

    FailedAuthentications(QuotaProperties properties) {
        this.properties = properties;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .build(address -> new Budget(
                        "address", properties.failedAuthentications(), properties.burst(), TimeMeter.SYSTEM_NANOTIME));
    }

    /** Throws an exception if the address is at its limit, so that the token is not checked. */
    void check(HttpServletRequest request) {
        Budget budget = properties.enabled() ? addresses.getIfPresent(address(request)) : null;
        long secondsToWait = budget == null ? 0 : Budget.seconds(budget.nanosOverdrawn());
        if (secondsToWait > 0) {
            throw new TooManyException(secondsToWait);
        }
    }

    /** Counts a request without a valid token. Returns 0, or for how many seconds its address is at the limit. */
    long count(HttpServletRequest request) {
        return properties.enabled()
                ? Budget.seconds(addresses
                        .get(address(request))
                        .reserve(Budget.tokens(1))
                        .getNanosToWaitForRefill())
                : 0;
    }

    private String address(HttpServletRequest request) {
        return ClientAddress.of(request, properties.trustedProxies());
    }

    /** Rejects a token unchecked. */
    static final class TooManyException extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final long secondsToWait;

        private TooManyException(long secondsToWait) {
            super("Too many requests without a valid token");
            this.secondsToWait = secondsToWait;
        }

        long secondsToWait() {
            return secondsToWait;
        }
    }
}
