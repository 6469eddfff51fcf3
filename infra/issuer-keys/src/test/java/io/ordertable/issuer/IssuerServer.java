package io.ordertable.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An issuer that publishes its keys over HTTPS, or something else. */
final class IssuerServer implements AutoCloseable {

    static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext tls;
    private volatile HttpHandler behaviour = exchange -> {};

    /** Starts the server, and writes a store with its certificate, which clients have to trust. */
    IssuerServer(Path trustStore) throws Exception {
        tls = trusting(createKeyStore(trustStore.resolveSibling("issuer.p12")), trustStore);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/jwks", exchange -> {
            try (exchange) {
                behaviour.handle(exchange);
            }
        });
        server.createContext("/moved", exchange -> {
            try (exchange) {
                redirect(exchange, uri().toString());
            }
        });
        server.setExecutor(executor);
        server.start();
    }

    URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/jwks");
    }

    /** Returns a context that trusts this server. */
    SSLContext tls() {
        return tls;
    }

    void answer(HttpHandler handler) {
        behaviour = handler;
    }

    void answer(int status, String body) {
        answer(exchange -> send(exchange, status, body));
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        server.stop(0);
    }

    /** Creates a store with a self-signed certificate. */
    private static KeyStore createKeyStore(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new AssertionError("keytool failed");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext trusting(KeyStore store, Path file) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD.toCharArray());
        // A key entry is no trusted certificate by itself.
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("issuer", store.getCertificate("mykey"));
        try (OutputStream content = Files.newOutputStream(file)) {
            trusted.store(content, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
