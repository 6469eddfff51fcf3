package io.ordertable;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The order service: users and orders in one DynamoDB table behind a REST API. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class OrdertableApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        GracefulExit.onSigterm();
        new SpringApplicationBuilder(OrdertableApplication.class)
                .listeners(new GeneratedContext())
                .run(args);
    }
}
