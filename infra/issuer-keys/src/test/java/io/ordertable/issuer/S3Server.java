package io.ordertable.issuer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts PutObject requests as S3 does, and records them. */
final class S3Server implements AutoCloseable {

    private final HttpServer server;
    private final List<Put> puts = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    record Put(String path, String contentType, String cacheControl, String body) {}

    S3Server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void failWith(int error) {
        status = error;
    }

    List<Put> puts() {
        return puts;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status != 200) {
                byte[] error = "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>".getBytes(UTF_8);
                exchange.sendResponseHeaders(status, error.length);
                exchange.getResponseBody().write(error);
                return;
            }
            boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
            puts.add(new Put(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Cache-Control"),
                    new String(chunked ? decoded(body) : body, UTF_8)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** Decodes aws-chunked: each chunk follows a line that begins with its length in hexadecimal digits. */
    private static byte[] decoded(byte[] body) {
        String rest = new String(body, ISO_8859_1);
        StringBuilder content = new StringBuilder();
        for (int length = -1; length != 0; ) {
            int end = rest.indexOf("\r\n");
            length = Integer.parseInt(rest.substring(0, end).split(";", 2)[0], 16);
            content.append(rest, end + 2, end + 2 + length);
            rest = rest.substring(Math.min(rest.length(), end + 2 + length + 2));
        }
        return content.toString().getBytes(ISO_8859_1);
    }
}
