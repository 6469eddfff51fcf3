package io.ordertable.security;

import org.springframework.security.core.AuthenticationException;

/** Too many requests without a valid token came from one address. */
class TooManyFailuresException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long secondsToWait;

    TooManyFailuresException(long secondsToWait) {
        super("Too many requests without a valid token");
        this.secondsToWait = secondsToWait;
    }

    long secondsToWait() {
        return secondsToWait;
    }
}
