package io.ordertable.web;

import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the server takes on at once. Sizes of headers are Boot's {@code server.max-http-request-header-size}; bodies, which Jetty
 * does not limit, are {@link BodyReader}'s.
 */
@Component
class JettyLimits implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** Connections that the kernel keeps until the server accepts them. The kernel has a limit of its own, usually 4096. */
    private static final int BACKLOG = 1024;

    /** When idle connections are closed once there are as many as may be, in milliseconds. They make room for others. */
    private static final int IDLE_WHEN_FULL = 1_000;

    private final WebProperties properties;

    JettyLimits(WebProperties properties) {
        this.properties = properties;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private void limit(Server server) {
        connectors(server).forEach(connector -> {
            connector.setAcceptQueueSize(BACKLOG);
            connector.setIdleTimeout(properties.idleTimeout().toMillis());
        });
        NetworkConnectionLimit connections =
                new NetworkConnectionLimit(properties.maxConnections(), server.getConnectors());
        connections.setEndPointIdleTimeout(IDLE_WHEN_FULL);
        server.addBean(connections);
        // One for each connection: a thread that waits for a slow client must not keep others from theirs. By default
        // 200 can.
        if (server.getThreadPool() instanceof VirtualThreadPool threads) {
            threads.setMaxThreads(0);
        }
    }

    private static Stream<ServerConnector> connectors(Server server) {
        return Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast);
    }
}
