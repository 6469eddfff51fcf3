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
        useSeveralCarriers();
        GracefulExit.onSigterm();
        new SpringApplicationBuilder(OrdertableApplication.class)
                .listeners(new GeneratedContext())
                .run(args);
    }

    /**
     * Gives virtual threads two carrier threads on one processor. With one, a thread that never blocks keeps all others waiting: under
     * load operators' endpoints for seconds, and if many connections break at once, Jetty's selector may do so for good.
     */
    private static void useSeveralCarriers() {
        int carriers = Math.max(2, Runtime.getRuntime().availableProcessors());
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", String.valueOf(carriers));
    }
}
