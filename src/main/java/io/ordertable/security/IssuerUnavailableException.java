package io.ordertable.security;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be verified because the issuer's keys cannot be read. */
class IssuerUnavailableException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(Throwable cause) {
        super("The issuer's keys cannot be read", cause);
    }
}
