package io.ordertable.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs at start-up the addresses of the API, its documentation and operators' endpoints. */
@Component
class AddressReport {

    private static final Logger log = LoggerFactory.getLogger(AddressReport.class);

    @EventListener
    void report(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String address = "http://localhost:" + environment.getProperty("local.server.port");
        log.info("Listening on {}", address);
        log.info("API documentation: {}/swagger-ui.html, OpenAPI: {}/openapi.yaml", address, address);
        String managementPort = environment.getProperty("local.management.port");
        if (managementPort != null) {
            log.info("Operators' endpoints: http://localhost:{}/actuator", managementPort);
        }
    }
}
