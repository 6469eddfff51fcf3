package io.ordertable.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Accepts PutMetricData requests as CloudWatch does (Smithy RPC v2, CBOR, gzip), and keeps their data. Answers GetMetricData with the
 * values that a test has set.
 */
public final class CloudWatchServer implements AutoCloseable {

    /** How the server responds. */
    enum Mode {
        WORKING,
        FAILING,
        HANGING
    }

    /** A value of a metric. */
    public record Datum(String namespace, String name, Map<String, String> dimensions, String unit, double value) {}

    private static final String OPERATIONS = "/service/GraniteServiceVersion20100801/operation/";
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Datum> data = new ConcurrentLinkedQueue<>();
    private final AtomicInteger compressed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<Map<String, String>, List<Double>> figures = new ConcurrentHashMap<>();
    private volatile Mode mode = Mode.WORKING;

    public CloudWatchServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void behave(Mode newMode) {
        mode = newMode;
    }

    /** Sets the values of a metric with exactly these dimensions. */
    public void set(String metric, Map<String, String> dimensions, Double... values) {
        figures.put(named(metric, dimensions), List.of(values));
    }

    public List<Datum> data() {
        return List.copyOf(data);
    }

    /** Returns the values of a metric with at least these dimensions. */
    List<Datum> data(String name, Map<String, String> dimensions) {
        return data.stream()
                .filter(datum -> datum.name().equals(name))
                .filter(datum -> datum.dimensions().entrySet().containsAll(dimensions.entrySet()))
                .toList();
    }

    public double sum(String name, Map<String, String> dimensions) {
        return data(name, dimensions).stream().mapToDouble(Datum::value).sum();
    }

    /** Returns how many requests were compressed. */
    int compressed() {
        return compressed.get();
    }

    /** Returns how many requests failed or hung. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (mode != Mode.WORKING) {
                refuse(exchange);
                return;
            }
            JsonNode request = read(exchange);
            byte[] answer;
            switch (exchange.getRequestURI().getPath()) {
                case OPERATIONS + "PutMetricData" -> answer = keep(request);
                case OPERATIONS + "GetMetricData" -> answer = look(request);
                default -> {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
            }
            exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
            exchange.getResponseHeaders().add("Content-Type", "application/cbor");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        refused.incrementAndGet();
        if (mode == Mode.FAILING) {
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode read(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        compressed.addAndGet(gzip ? 1 : 0);
        return CBOR.readTree(gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody());
    }

    private byte[] keep(JsonNode request) throws IOException {
        String namespace = request.path("Namespace").asText();
        stream(request.path("MetricData")).map(datum -> datum(namespace, datum)).forEach(data::add);
        return CBOR.writeValueAsBytes(Map.of());
    }

    private byte[] look(JsonNode request) throws IOException {
        return CBOR.writeValueAsBytes(Map.of(
                "MetricDataResults",
                stream(request.path("MetricDataQueries"))
                        .map(query -> {
                            JsonNode metric = query.at("/MetricStat/Metric");
                            Map<String, String> name =
                                    named(metric.path("MetricName").asText(), dimensions(metric));
                            return Map.of(
                                    "Id", query.path("Id").asText(), "Values", figures.getOrDefault(name, List.of()));
                        })
                        .toList()));
    }

    private static Map<String, String> named(String metric, Map<String, String> dimensions) {
        Map<String, String> name = new TreeMap<>(dimensions);
        name.put("", metric);
        return name;
    }

    private static Datum datum(String namespace, JsonNode datum) {
        return new Datum(
                namespace,
                datum.path("MetricName").asText(),
                dimensions(datum),
                datum.path("Unit").asText(),
                datum.path("Value").asDouble());
    }

    private static Map<String, String> dimensions(JsonNode metric) {
        Map<String, String> dimensions = new TreeMap<>();
        stream(metric.path("Dimensions"))
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        return dimensions;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
