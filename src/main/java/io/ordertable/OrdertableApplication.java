package io.ordertable;

import io.ordertable.backfill.Backfill;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** The order service: users and orders in one DynamoDB table behind a REST API. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class OrdertableApplication {

    private static final String[] SERVICE_OFF = {
        "--spring.cloud.aws.cloudwatch.enabled=false",
        "--management.tracing.enabled=false",
        "--ordertable.erasure.max-running=0"
    };

    /** Starts the service; with the argument {@code backfill}, rewrites items of an earlier form instead and exits. */
    public static void main(String[] args) {
        useSeveralCarriers();
        if (args.length > 0 && args[0].equals("backfill")) {
            System.exit(backfill(args) ? 0 : 1);
        }
        GracefulExit.onSigterm();
        new SpringApplicationBuilder(OrdertableApplication.class)
                .listeners(new GeneratedContext())
                .run(args);
    }

    /** Lazily, so that nothing of the service starts that the backfill does not need. */
    static boolean backfill(String... args) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(OrdertableApplication.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .run(StringUtils.concatenateStringArrays(args, SERVICE_OFF))) {
            return context.getBean(Backfill.class).run();
        }
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
