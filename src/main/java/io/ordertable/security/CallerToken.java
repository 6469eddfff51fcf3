package io.ordertable.security;

import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The caller that a verified token names, for as long as the token is valid. */
class CallerToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient Instant validUntil;

    CallerToken(Caller caller, Instant validUntil) {
        super(List.of());
        this.caller = caller;
        this.validUntil = validUntil;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    /** Returns nothing, so that no log shows a token. */
    @Override
    public String getCredentials() {
        return "";
    }

    boolean isValidAt(Instant time) {
        return time.isBefore(validUntil);
    }
}
