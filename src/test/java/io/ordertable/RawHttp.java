package io.ordertable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A connection to the service on which a test can say what no HTTP client would. */
public final class RawHttp implements Closeable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Api api;
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    public RawHttp(Api api) throws IOException {
        this.api = api;
        socket = new Socket(api.base().getHost(), api.base().getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends a request on a connection of its own, ends the sending side and reads the response. Characters are bytes. */
    public static ApiResponse exchange(Api api, String request) {
        try (RawHttp connection = new RawHttp(api)) {
            connection.send(request);
            connection.socket.shutdownOutput();
            return connection.readResponse();
        } catch (IOException e) {
            throw new AssertionError("no response to " + request.lines().findFirst(), e);
        }
    }

    /** Sends, with the token of the API if it is a request; characters are bytes. */
    public void send(String text) throws IOException {
        out.write(api.authorized(text).getBytes(ISO_8859_1));
        out.flush();
    }

    /** Sends a chunk of a body. */
    public void sendChunk(String text) throws IOException {
        int length = text.getBytes(ISO_8859_1).length;
        send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    /** Reads a whole response. */
    public ApiResponse readResponse() throws IOException {
        int status = Integer.parseInt(readLine().split(" ")[1]);
        HttpHeaders headers = readHeaders();
        return new ApiResponse(status, headers, readBody(headers));
    }

    private String readBody(HttpHeaders headers) throws IOException {
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            return readChunks();
        }
        OptionalLong length = headers.firstValueAsLong("Content-Length");
        return new String(length.isPresent() ? in.readNBytes((int) length.getAsLong()) : in.readAllBytes(), UTF_8);
    }

    /** Reads a line without its end. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    /** Reads header fields to the blank line after them. */
    public HttpHeaders readHeaders() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    /** Reads the next chunk of a body, but not the line end behind it, which the server may send with the chunk after it. */
    public String readChunk() throws IOException {
        String size = readLine();
        if (size.isEmpty()) {
            size = readLine();
        }
        return new String(in.readNBytes(Integer.parseInt(size, 16)), UTF_8);
    }

    private String readChunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (String chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
            body.append(chunk);
        }
        return body.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
