package io.ordertable.table;

import org.springframework.boot.SpringApplication;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.crt.CRT;

/**
 * Keeps the native HTTP client working until requests in flight are answered and the last metrics are published. Its library has a
 * shutdown hook of its own, which would stop it while Spring's still closes the application.
 */
@Component
class CrtLifetime {

    static {
        CRT.acquireShutdownRef();
        SpringApplication.getShutdownHandlers().add(CRT::releaseShutdownRef);
    }
}
