package io.ordertable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** Amazon's DynamoDB Local inside this JVM, on a server of ours as its own one listens on all interfaces. */
final class LocalDynamoDb {

    private final Server server;

    /**
     * Starts an engine that gives all credentials and regions the same tables.
     *
     * @param port the port to listen on; 0 chooses a free one
     * @param folder the folder that keeps the data; in memory if null
     * @throws IOException if the port is taken
     */
    LocalDynamoDb(int port, @Nullable Path folder) throws Exception {
        boolean inMemory = folder == null;
        String path = inMemory ? null : Files.createDirectories(folder).toString();
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(
                new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, inMemory, path, true, false), null));
        server.start();
    }

    /**
     * Returns the endpoint of the database that all tests of a run share: {@code ordertable.test.dynamodb}, or an engine that the
     * first call starts.
     */
    static URI endpoint() {
        String given = System.getProperty("ordertable.test.dynamodb", "");
        return given.isEmpty() ? Shared.ENGINE.uri() : URI.create(given);
    }

    /** Returns a port that nothing listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the engine's endpoint. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort());
    }

    private static final class Shared {

        private static final LocalDynamoDb ENGINE = start();

        private static LocalDynamoDb start() {
            try {
                return new LocalDynamoDb(0, null);
            } catch (Exception e) {
                throw new IllegalStateException("DynamoDB Local did not start", e);
            }
        }
    }
}
