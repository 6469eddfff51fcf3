package io.ordertable.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Accepts PutMetricData requests as CloudWatch does (Smithy RPC v2, CBOR, gzip), and keeps their data. */
public final class CloudWatchServer implements AutoCloseable {

    /** How the server responds. */
    enum Mode {
        WORKING,
        FAILING,
        HANGING
    }

    /** A value of a metric. */
    public record Datum(String namespace, String name, Map<String, String> dimensions, String unit, double value) {}

    private static final String PUT_METRIC_DATA = "/service/GraniteServiceVersion20100801/operation/PutMetricData";
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final byte[] EMPTY_MAP = {(byte) 0xa0};

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Datum> data = new ConcurrentLinkedQueue<>();
    private final AtomicInteger compressed = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
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
            if (!exchange.getRequestURI().getPath().equals(PUT_METRIC_DATA)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            read(exchange);
            exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
            exchange.getResponseHeaders().add("Content-Type", "application/cbor");
            exchange.sendResponseHeaders(200, EMPTY_MAP.length);
            exchange.getResponseBody().write(EMPTY_MAP);
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

    private void read(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        compressed.addAndGet(gzip ? 1 : 0);
        InputStream body = gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
        JsonNode request = CBOR.readTree(body);
        String namespace = request.path("Namespace").asText();
        stream(request.path("MetricData")).map(datum -> datum(namespace, datum)).forEach(data::add);
    }

    private static Datum datum(String namespace, JsonNode datum) {
        Map<String, String> dimensions = new TreeMap<>();
        stream(datum.path("Dimensions"))
                .forEach(dimension -> dimensions.put(
                        dimension.path("Name").asText(), dimension.path("Value").asText()));
        return new Datum(
                namespace,
                datum.path("MetricName").asText(),
                dimensions,
                datum.path("Unit").asText(),
                datum.path("Value").asDouble());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
