package io.ordertable.infra;

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

/** Reads the files that the application and the infrastructure share; tests of both compare them with what they do. */
public final class Contract {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Contract() {}

    /**
     * The table as the application's code relies on it. All keys are strings.
     *
     * @param timeToLive name of the attribute, in epoch seconds
     * @param orderSortKeyPrefix prefix of the sort keys of orders, and of no other items
     */
    public record Table(
            String partitionKey,
            String sortKey,
            List<Index> indexes,
            String stream,
            String timeToLive,
            String orderSortKeyPrefix) {}

    /** A global secondary index. */
    public record Index(String name, String partitionKey, String sortKey, String projection) {}

    /**
     * How the application uses DynamoDB.
     *
     * @param actions the IAM actions that the operations need; a transaction needs those of its parts
     */
    public record Calls(List<String> operations, List<String> actions) {

        /** Returns the actions that go through a cache: all but queries, whose cached results would ignore later writes. */
        public List<String> cachedActions() {
            return actions.stream()
                    .filter(action -> !action.equals("dynamodb:Query"))
                    .toList();
        }
    }

    /**
     * The events function.
     *
     * @param handler the class that Lambda calls
     * @param dimension the only dimension of its metrics; its value is the function's name
     */
    public record Function(String handler, String dimension, List<String> metrics) {

        /**
         * Returns the name of a metric of the function.
         *
         * @throws IllegalArgumentException if the contract does not list it
         */
        public String metric(String name) {
            if (!metrics.contains(name)) {
                throw new IllegalArgumentException("The function has no metric " + name);
            }
            return name;
        }
    }

    /**
     * The function that copies the issuer's keys.
     *
     * @param environment the names of its variables
     */
    public record IssuerKeys(String handler, List<String> environment) {}

    /** A metric that the application publishes, with the names of all its dimensions in alphabetical order. */
    public record Metric(String name, List<String> dimensions) {}

    /** Returns keys, indexes, stream and time to live of the table. */
    public static Table table() {
        return read("table", new TypeReference<>() {});
    }

    /** Returns the operations that the application calls. */
    public static Calls calls() {
        return read("calls", new TypeReference<>() {});
    }

    /** Returns what the infrastructure relies on of the events function. */
    public static Function function() {
        return read("function", new TypeReference<>() {});
    }

    /** Returns what the infrastructure relies on of the function that copies the issuer's keys. */
    public static IssuerKeys issuerKeys() {
        return read("issuer-keys", new TypeReference<>() {});
    }

    /**
     * Returns a metric of the application.
     *
     * @throws IllegalArgumentException if the contract has none with this key
     */
    public static Metric metric(String key) {
        Metric metric =
                read("metrics", new TypeReference<Map<String, Metric>>() {}).get(key);
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
