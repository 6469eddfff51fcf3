package io.ordertable.web;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Fails the start if clients of the API could reach operators' endpoints on its port. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnManagementPort(ManagementPortType.SAME)
class SharedManagementPort {

    private static final String PROPERTY = "management.server.port";

    SharedManagementPort(Environment environment) {
        throw new InvalidConfigurationPropertyValueException(
                PROPERTY,
                environment.getProperty(PROPERTY),
                "It must differ from server.port, so that clients of the API do not reach operators' endpoints.");
    }
}
