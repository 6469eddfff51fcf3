package io.ordertable.web;

import java.util.Arrays;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Limits of the server that Boot has no properties for. Its {@code server.jetty.max-connections}, {@code
 * server.jetty.connection-idle-timeout} and {@code server.max-http-request-header-size} are in application.yml. Bodies, which Jetty
 * does not limit, are read by {@link BodyReader}.
 */
@Component
class JettyLimits implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** Connections that the kernel keeps until the server accepts them. The kernel has a limit of its own, usually 4096. */
    private static final int BACKLOG = 1024;

    /** When unused connections are closed once there are as many as may be, in milliseconds. They make room for others. */
    private static final int IDLE_WHEN_FULL = 1_000;

    private final long stallTimeout;

    JettyLimits(WebProperties properties) {
        this.stallTimeout = properties.stallTimeout().toMillis();
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(this::limit);
    }

    private void limit(Server server) {
        Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .forEach(connector -> limit((ServerConnector) connector));
        server.getBeans(NetworkConnectionLimit.class)
                .forEach(connections -> connections.setEndPointIdleTimeout(IDLE_WHEN_FULL));
        // One for each connection: a thread that waits for a slow client must not keep others from theirs. By default
        // 200 can.
        if (server.getThreadPool() instanceof VirtualThreadPool threads) {
            threads.setMaxThreads(0);
        }
    }

    private void limit(ServerConnector connector) {
        connector.setAcceptQueueSize(BACKLOG);
        connector.getConnectionFactories().stream()
                .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                .map(factory -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
                .forEach(http -> http.setIdleTimeout(stallTimeout));
    }
}
