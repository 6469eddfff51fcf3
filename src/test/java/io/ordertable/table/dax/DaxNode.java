package io.ordertable.table.dax;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A DAX cluster of one node, as the DAX client sees it: speaks DAX's protocol, stores nothing, and returns planned answers. It
 * reads no more of a request than which operation it is.
 */
final class DaxNode implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    /** How a request to this service begins, in CBOR: the service's number, the operation's number. */
    private enum Operation {
        Endpoints("011a1b2bcf02"),
        DefineKeySchema("013a2c43e27e"),
        DefineAttributeListId("013a495927bb"),
        GetItem("011a0fb0cc6a"),
        BatchGetItem("013a29985cdb"),
        PutItem("013a7d8e7e56"),
        UpdateItem("011a54f89c0f"),
        BatchWriteItem("011a06ed585f"),
        TransactWriteItems("013a4524c569");

        private final String beginning;

        Operation(String beginning) {
            this.beginning = beginning;
        }
    }

    /** An answer, in CBOR: first the error codes, which are none, then the result. */
    record Answer(String hex) {

        /** There is no such item. */
        static final Answer NOTHING = new Answer("80f6");

        /** A condition did not hold. */
        static final Answer REFUSED = error(43, "ConditionalCheckFailedException");

        /** DynamoDB throttled the node. */
        static final Answer THROTTLED = error(40, "ProvisionedThroughputExceededException");

        /** None. */
        static final Answer SILENCE = new Answer("");

        private static Answer error(int code, String name) {
            return new Answer("85041825182618271828".replaceFirst("28$", HEX.toHexDigits((byte) code)) + text("no")
                    + "83" + text("request") + text(name) + "190190");
        }
    }

    private final ServerSocket server;
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    DaxNode() {
        try {
            server = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "dax://127.0.0.1:" + server.getLocalPort();
    }

    /** Plans the answers to the next calls. Later reads find nothing, and later writes are rejected. */
    void answerNext(Answer... answers) {
        next.clear();
        next.addAll(List.of(answers));
        calls.clear();
    }

    /** The operations called since the last change. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                received.write(chunk, 0, count);
                Optional<Operation> operation = operation(HEX.formatHex(received.toByteArray()));
                if (operation.isPresent()) {
                    received.reset();
                    client.getOutputStream().write(frame(HEX.parseHex(answer(operation.get()))));
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static Optional<Operation> operation(String hex) {
        return List.of(Operation.values()).stream()
                .filter(operation -> hex.contains(operation.beginning))
                .findFirst();
    }

    private String answer(Operation operation) {
        return switch (operation) {
            // This node: its address and port.
            case Endpoints -> "8081a20244" + "7f000001" + "0319" + HEX.toHexDigits((short) server.getLocalPort());
            case DefineKeySchema -> "80a2" + text("PK") + text("S") + text("SK") + text("S");
            case DefineAttributeListId -> "8007";
            case GetItem, BatchGetItem -> planned(operation, Answer.NOTHING);
            case PutItem, UpdateItem, BatchWriteItem, TransactWriteItems -> planned(operation, Answer.REFUSED);
        };
    }

    private String planned(Operation operation, Answer otherwise) {
        calls.add(operation.name());
        Answer planned = next.poll();
        return (planned == null ? otherwise : planned).hex();
    }

    /** Adds the length, including the header, and the flag of a complete answer. Returns nothing for an empty answer. */
    private static byte[] frame(byte[] answer) {
        return answer.length == 0
                ? answer
                : ByteBuffer.allocate(8 + answer.length)
                        .putInt(8 + answer.length)
                        .putInt(1 << 24)
                        .put(answer)
                        .array();
    }

    /** A text in CBOR. */
    private static String text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        String head = bytes.length < 24
                ? HEX.toHexDigits((byte) (0x60 + bytes.length))
                : "78" + HEX.toHexDigits((byte) bytes.length);
        return head + HEX.formatHex(bytes);
    }
}
