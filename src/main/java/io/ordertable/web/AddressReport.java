package io.ordertable.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells at start-up where the service listens and where its documentation is. */
@Component
class AddressReport {

    private static final Logger log = LoggerFactory.getLogger(AddressReport.class);

    @EventListener
    void report(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
            String address = "http://localhost:" + context.getWebServer().getPort();
            log.info("Listening on {}", address);
            log.info("API documentation: {}/swagger-ui.html, OpenAPI: {}/v3/api-docs", address, address);
        }
    }
}
