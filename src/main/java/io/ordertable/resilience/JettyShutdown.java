package io.ordertable.resilience;

import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.server.AbstractConnector;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets connections outlast requests that end at their deadline. On shutdown Jetty shortens every connection's idle time-out, and
 * breaks off a response that is being written at the very moment when it runs out: by default at whole seconds, as deadlines are.
 */
@Component
class JettyShutdown implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** How much longer than a request an unused connection may hold up the shutdown. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Duration idle;

    JettyShutdown(ResilienceProperties properties) {
        this.idle = properties.deadline().plus(MARGIN);
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> Arrays.stream(server.getConnectors())
                .filter(AbstractConnector.class::isInstance)
                .forEach(connector -> ((AbstractConnector) connector).setShutdownIdleTimeout(idle.toMillis())));
    }
}
