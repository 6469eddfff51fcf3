package io.ordertable.table;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.crt.CRT;

/**
 * Keeps the native HTTP client working until the last request is answered. Its library has a shutdown hook of its own, which
 * would stop it at the same time as Spring's begins to wait for requests in flight.
 */
@Component
class CrtLifetime implements DisposableBean {

    CrtLifetime() {
        CRT.acquireShutdownRef();
    }

    @Override
    public void destroy() {
        CRT.releaseShutdownRef();
    }
}
