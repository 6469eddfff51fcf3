package io.ordertable.infra.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Reads the files that the application and the infrastructure share. */
public final class Contract {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Contract() {}

    /** Returns keys, indexes, stream and time to live of the table. */
    public static TableContract table() {
        return read("table", new TypeReference<>() {});
    }

    /** Returns the operations that the application calls. */
    public static CallsContract calls() {
        return read("calls", new TypeReference<>() {});
    }

    /** Returns what the infrastructure relies on of the events function. */
    public static FunctionContract function() {
        return read("function", new TypeReference<>() {});
    }

    /**
     * Returns a metric of the application.
     *
     * @throws IllegalArgumentException if the contract has none with this key
     */
    public static MetricContract metric(String key) {
        MetricContract metric = read("metrics", new TypeReference<Map<String, MetricContract>>() {})
                .get(key);
        if (metric == null) {
            throw new IllegalArgumentException("The contract has no metric " + key);
        }
        return metric;
    }

    /**
     * Returns the environment variable that sets a property of the application: capitals, underscores for dots, no hyphens.
     *
     * @throws IllegalArgumentException if the contract does not list the property
     */
    public static String variable(String property) {
        if (!read("properties", new TypeReference<List<String>>() {}).contains(property)) {
            throw new IllegalArgumentException("The contract has no property " + property);
        }
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static <T> T read(String file, TypeReference<T> type) {
        String path = "/contract/" + file + ".json";
        try (InputStream json = Objects.requireNonNull(Contract.class.getResourceAsStream(path), path)) {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
