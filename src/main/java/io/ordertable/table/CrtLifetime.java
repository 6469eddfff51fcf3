package io.ordertable.table;

import org.springframework.boot.SpringApplication;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.crt.CRT;

/**
 * Keeps the native HTTP client working until the last request is answered and the last metrics are published. Its library has a
 * shutdown hook of its own, which would stop it at the same time as Spring's begins to wait for requests in flight.
 */
@Component
class CrtLifetime {

    CrtLifetime() {
        CRT.acquireShutdownRef();
        // These run once all beans are gone, some of which make calls as they go.
        SpringApplication.getShutdownHandlers().add(CRT::releaseShutdownRef);
    }
}
