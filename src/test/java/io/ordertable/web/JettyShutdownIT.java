package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.IntegrationTest;
import java.util.Arrays;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.jetty.JettyWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Where Jetty's idle time-out of the shutdown met the end of a request, the response would break off. */
class JettyShutdownIT extends IntegrationTest {

    @Autowired
    private ServletWebServerApplicationContext context;

    @Test
    void connectionsStayLongerThanRequestsTake() {
        JettyWebServer server = (JettyWebServer) context.getWebServer();

        assertThat(Arrays.asList(server.getServer().getConnectors()))
                .isNotEmpty()
                .allSatisfy(connector -> assertThat(((AbstractConnector) connector).getShutdownIdleTimeout())
                        .isBetween(60_001L, 70_000L));
    }
}
