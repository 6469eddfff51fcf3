package io.ordertable;

import io.ordertable.security.Tokens;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** One more instance of the service in this JVM, beside that of an {@link IntegrationTest}, on the same database. */
public final class ServiceInstance implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    /** Starts it behind a database that fails. */
    public ServiceInstance(FaultyDatabase database, String... properties) {
        this(StringUtils.addStringToArray(properties, TestDatabaseConfiguration.ADDRESS + "=" + database.endpoint()));
    }

    /** Starts it with these properties, such as {@code ordertable.table.name=orders}. */
    public ServiceInstance(String... properties) {
        String[] arguments = Stream.concat(
                        Arrays.stream(Tokens.arguments()),
                        Stream.concat(Stream.of("server.port=0", "management.server.port=0"), Arrays.stream(properties))
                                .map("--"::concat))
                .toArray(String[]::new);
        SpringApplicationBuilder builder = new SpringApplicationBuilder(
                        OrdertableApplication.class, TestDatabaseConfiguration.class)
                .profiles("local")
                .registerShutdownHook(false);
        // Logging is configured already, and other tests that log meanwhile must not find it half configured.
        SpringApplication application = builder.application();
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        context = builder.run(arguments);
    }

    public Api api() {
        return new Api(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
