package io.ordertable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Receives the traces of the service, as a collector does. */
public final class SpanReceiver implements AutoCloseable {

    private final HttpServer server;
    private final Queue<ExportTraceServiceRequest> exports = new ConcurrentLinkedQueue<>();

    SpanReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** Waits until the span of this trace that is received last, that of the request, is there, and returns all of the trace. */
    public List<Span> trace(String id) {
        return await().until(() -> spans(id), spans -> spans.stream()
                .anyMatch(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER));
    }

    /** Returns the span of a trace with this name. */
    public static Span named(String name, List<Span> trace) {
        return only(span -> span.getName().equals(name), trace);
    }

    /** Returns the spans directly below this one, in the order in which they began. */
    public static List<Span> below(Span parent, List<Span> trace) {
        return trace.stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .sorted((a, b) -> Long.compareUnsigned(a.getStartTimeUnixNano(), b.getStartTimeUnixNano()))
                .toList();
    }

    /** Returns an attribute as text; empty if there is none with this name. */
    public static String attribute(Span span, String name) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .map(KeyValue::getValue)
                .map(SpanReceiver::text)
                .collect(Collectors.joining());
    }

    /** Returns everything that was received. */
    public String everything() {
        return exports.stream()
                .map(export -> export.toByteString().toString(ISO_8859_1))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static Span only(Predicate<Span> condition, List<Span> trace) {
        List<Span> matches = trace.stream().filter(condition).toList();
        if (matches.size() != 1) {
            throw new AssertionError(matches.size() + " instead of one of "
                    + trace.stream().map(Span::getName).toList());
        }
        return matches.getFirst();
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(SpanReceiver::text)
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    private List<Span> spans(String trace) {
        ByteString id = ByteString.copyFrom(HexFormat.of().parseHex(trace));
        return exports.stream()
                .flatMap(export -> export.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .filter(span -> span.getTraceId().equals(id))
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            exports.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            byte[] response = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            // What is sent on a connection that this server closes for its idleness would be lost.
            exchange.getResponseHeaders().add("Connection", "close");
            exchange.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
        }
    }

    /** Lets the service export to a receiver. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Installation {

        @Bean
        SpanReceiver spanReceiver() throws IOException {
            return new SpanReceiver();
        }

        @Bean
        OtlpTracingConnectionDetails spanReceiverAddress(SpanReceiver receiver) {
            return transport ->
                    "http://127.0.0.1:" + receiver.server.getAddress().getPort() + "/v1/traces";
        }
    }
}
