package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import jakarta.validation.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** A property with a value that cannot work ends the start with a sentence, instead of each call that needs it. */
class ConfigurationTests {

    private static final MutablePropertySources DEFAULTS = defaults();

    private static final List<Class<?>> TYPES = types();

    private static final Validator VALIDATOR =
            new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    admission.min-requests=0                | must be greater than or equal to 1
                    admission.max-requests=127              | min-requests must not be above max-requests
                    admission.max-wait=0s                   | must be longer than or equal to 1 milli
                    backfill.free-writes=0                  | must be greater than or equal to 1
                    backfill.share=1.1                      | must be less than or equal to 1
                    backfill.share=0                        | must be greater than or equal to 0.01
                    backfill.parallelism=65                 | must be less than or equal to 64
                    cloudwatch.call-timeout=-5s             | must be longer than or equal to 1 milli
                    deadline=-1s                            | must be 0, for no limit, or 100 ms to 1 h
                    deadline=50ms                           | must be 0, for no limit, or 100 ms to 1 h
                    deadline=1000000d                       | must be 0, for no limit, or 100 ms to 1 h
                    dynamodb.call-timeout=0s                | must be longer than or equal to 1 milli
                    dynamodb.connection-timeout=-1s         | must be longer than or equal to 1 milli
                    dynamodb.connection-max-idle-time=2h    | must be shorter than or equal to 1 hour
                    erasure.interval=0s                     | must be longer than or equal to 1 second
                    erasure.lease=1s                        | must be longer than or equal to 5 second
                    erasure.max-running=65                  | must be less than or equal to 64
                    erasure.orders-per-second=4             | must be greater than or equal to 5
                    erasure.second-look=-1s                 | must be longer than or equal to 0
                    import.batch-deadline=-20s              | must be 0, for no limit, or 100 ms to 1 h
                    import.batch-deadline=1ms               | must be 0, for no limit, or 100 ms to 1 h
                    import.max-line-size=0B                 | max-line-size must be between 1B and 16MB, not 0B
                    import.max-line-size=-1KB               | max-line-size must be between 1B and 16MB, not -1024B
                    import.max-line-size=4GB                | max-line-size must be between 1B and 16MB, not 4294967296B
                    import.max-line-size=a lot              | does not match data size pattern
                    import.max-running=0                    | must be greater than or equal to 1
                    import.parallelism=0                    | must be greater than or equal to 1
                    import.parallelism=65                   | must be less than or equal to 64
                    quotas.burst=100ms                      | must be longer than or equal to 1 second
                    quotas.customer-reads=0                 | must be greater than or equal to 1
                    quotas.failed-authentications=0         | must be greater than or equal to 1
                    quotas.trusted-proxies=-1               | must be greater than or equal to 0
                    quotas.staff-writes=1000001             | must be less than or equal to 1000000
                    shutdown-delay=-1s                      | must be longer than or equal to 0
                    table.create=perhaps                    | Invalid boolean value
                    table.name=ab                           | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=                             | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=orders/eu                    | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.name=bücher                       | must be 3 to 255 letters, digits, underscores, hyphens or dots
                    table.status-shards.read=3              | status-shards.write must not be above read
                    table.status-shards.write=5             | status-shards.write must not be above read
                    table.status-shards.write=0             | must be greater than or equal to 1
                    table.status-shards.read=513            | must be less than or equal to 512
                    table.status-shards.read=x              | For input string
                    web.body-grace=-1s                      | must be longer than or equal to 0
                    web.max-body-size=0B                    | max-body-size must be between 1B and 16MB, not 0B
                    web.max-body-size=17MB                  | max-body-size must be between 1B and 16MB, not 17825792B
                    web.min-body-rate=-1B                   | min-body-rate must not be negative
                    web.stall-timeout=0s                    | must be longer than or equal to 1 second
                    """)
    void aValueThatCannotWorkIsRefusedAtStartUp(String property, String sentence) {
        assertRefused(property, sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5173",
                "//shop.example.org",
                "https://*.example.org",
                "https://shop.example.org/",
                "https://shop.example.org/checkout",
                "https://shop.example.org:443",
                "http://shop.example.org:80",
                "https://shop.example.org:x",
                "https://bücher.example",
                "null",
                "http://localhost:3000,localhost:5173"
            })
    void anOriginThatCanNeverMatchIsRefusedAtStartUp(String origin) {
        assertRefused("cors.allowed-origins=" + origin, "is not an origin that a browser sends");
    }

    /** Spring Boot would prefer it to Jetty. */
    @Test
    void tomcatIsNotOnTheClassPath() {
        assertThat(ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null))
                .isFalse();
    }

    @Test
    void credentialsForAnyOriginAreRefusedAtStartUp() {
        assertThatException()
                .isThrownBy(() -> bind("cors.allowed-origins=*", "cors.allow-credentials=true"))
                .havingRootCause()
                .withMessageContaining("must name origins instead of *");
    }

    @Test
    void aTableNameLongerThanDynamoDbTakesIsRefusedAtStartUp() {
        assertRefused("table.name=" + "a".repeat(256), "must be 3 to 255");
    }

    @Test
    void whatCanWorkIsTaken() {
        bind(
                "cors.allowed-origins=https://shop.example.org,https://xn--bcher-kva.example:8443,http://[::1]:3000,"
                        + "capacitor://localhost",
                "cors.allow-credentials=true",
                "deadline=0",
                "import.batch-deadline=1h",
                "import.max-line-size=16MB",
                "import.parallelism=64",
                "shutdown-delay=0s",
                "table.name=eu_Orders-1.blue" + "a".repeat(239),
                "table.status-shards.read=512",
                "table.status-shards.write=512",
                "web.body-grace=0s",
                "web.max-body-size=64KB");
        bind("cors.allowed-origins=*", "deadline=100ms", "import.batch-deadline=0");
    }

    @Test
    void theDefaultsMakeSense() {
        bind();
    }

    private static void assertRefused(String property, String sentence) {
        assertThatException().isThrownBy(() -> bind(property)).havingRootCause().withMessageContaining(sentence);
    }

    /** Binds and validates all of the service's properties as Spring Boot does, with these set. */
    private static void bind(String... properties) {
        MutablePropertySources sources = new MutablePropertySources(DEFAULTS);
        sources.addFirst(new MapPropertySource(
                "given",
                Arrays.stream(properties)
                        .map(property -> property.split("=", 2))
                        .collect(Collectors.toMap(property -> "ordertable." + property[0], property -> property[1]))));
        Binder binder = new Binder(
                ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources));
        for (Class<?> type : TYPES) {
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            binder.bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(VALIDATOR));
        }
    }

    private static MutablePropertySources defaults() {
        try {
            MutablePropertySources sources = new MutablePropertySources();
            new YamlPropertySourceLoader()
                    .load("defaults", new ClassPathResource("application.yml"))
                    .forEach(sources::addLast);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> types() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.ordertable").stream()
                .<Class<?>>map(type -> ClassUtils.resolveClassName(type.getBeanClassName(), null))
                .toList();
    }
}
