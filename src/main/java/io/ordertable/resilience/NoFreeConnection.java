package io.ordertable.resilience;

import java.io.IOException;

/** All connections to DynamoDB were in use for too long, so that a call was not sent. */
public final class NoFreeConnection extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception from the HTTP client's. */
    public NoFreeConnection(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
