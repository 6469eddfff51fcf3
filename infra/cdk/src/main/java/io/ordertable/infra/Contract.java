package io.ordertable.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.*;
import java.util.*;

/** Reads the files that the application and the infrastructure share; tests of both compare them with what they do. */
public final class Contract {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    public static final Table TABLE = read("table", new TypeReference<>() {});
    public static final Calls CALLS = read("calls", new TypeReference<>() {});
    public static final Function EVENTS = read("function", new TypeReference<>() {});
    public static final IssuerKeys ISSUER_KEYS = read("issuer-keys", new TypeReference<>() {});
    private static final Map<String, Metric> METRICS = read("metrics", new TypeReference<>() {});
    private static final Set<String> PROPERTIES = read("properties", new TypeReference<>() {});

    private Contract() {}

    /** The table. Its keys are strings, its time to live is in epoch seconds, and only orders have the prefix. */
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
     * The operations of DynamoDB that the application calls for requests, the IAM actions that they need, and those by which it
     * describes the table to operators.
     */
    public record Calls(List<String> operations, List<String> actions, List<String> descriptions) {

        /** Returns the actions that go through a cache: all but queries, whose cached results would ignore later writes. */
        public List<String> cachedActions() {
            return actions.stream()
                    .filter(action -> !action.equals("dynamodb:Query"))
                    .toList();
        }
    }

    /** The events function: its handler, and its metrics with their only dimension, whose value is the function's name. */
    public record Function(String handler, String dimension, List<String> metrics) {}

    /** The function that copies the issuer's keys: its handler, and the names of its variables. */
    public record IssuerKeys(String handler, List<String> environment) {}

    /** A metric that the application publishes, with the names of all its dimensions in alphabetical order. */
    public record Metric(String name, List<String> dimensions) {}

    /** Returns a metric of the application. */
    public static Metric metric(String key) {
        return Objects.requireNonNull(METRICS.get(key), key);
    }

    /** Returns the environment variable that sets a property of the application: capitals, underscores for dots, no hyphens. */
    public static String variable(String property) {
        if (!PROPERTIES.contains(property)) {
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
