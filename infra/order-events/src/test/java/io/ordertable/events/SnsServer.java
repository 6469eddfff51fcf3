package io.ordertable.events;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ordertable.events.SnsAnswer.Silence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Accepts PublishBatch requests as SNS does, records them, and fails as configured. */
final class SnsServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<SnsCall> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<SnsCall.Entry> published = new ConcurrentLinkedQueue<>();
    private volatile Function<SnsCall, SnsAnswer> behaviour = call -> SnsAnswer.PUBLISHED;

    SnsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(executor);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sets the answer to each call from now on. */
    void answer(Function<SnsCall, SnsAnswer> answers) {
        behaviour = answers;
    }

    /** Sets the answers to the next calls; those after them succeed. */
    void answerNext(SnsAnswer... answers) {
        AtomicInteger next = new AtomicInteger();
        answer(call -> {
            int i = next.getAndIncrement();
            return i < answers.length ? answers[i] : SnsAnswer.PUBLISHED;
        });
    }

    /** Returns all calls, failed ones included. */
    List<SnsCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns what subscribers received, in the order of publication. */
    List<SnsCall.Entry> published() {
        return List.copyOf(published);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            SnsCall call = SnsCall.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            SnsAnswer answer = behaviour.apply(call);
            call.entries().stream().filter(answer::publishes).forEach(published::add);
            if (answer.silence() == Silence.LONG) {
                Thread.sleep(Duration.ofMinutes(1));
            }
            if (answer.silence() != Silence.NONE) {
                return;
            }
            byte[] body = answer.xml(call).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
