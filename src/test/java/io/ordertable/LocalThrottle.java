package io.ordertable;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * A proxy in front of a local database that throttles a share of its calls, as DynamoDB would for a given reason. {@code GET /throttle}
 * returns how, and {@code PUT /throttle} changes it.
 */
final class LocalThrottle extends Handler.Abstract {

    private static final String PATH = "/throttle";
    private static final String DYNAMODB_JSON = "application/x-amz-json-1.0";

    /** As much as a BatchWriteItem may have, and its names. */
    private static final int MAX_BODY = 20 * 1024 * 1024;

    private static final int MAX_SETTING = 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern LOCAL_PAGE = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?");

    /** Those that belong to a connection, and those that the client sets itself. */
    private static final Set<String> NOT_FORWARDED = ignoringCase(
            "Connection",
            "Content-Length",
            "Date",
            "Expect",
            "Host",
            "Keep-Alive",
            "Server",
            "Transfer-Encoding",
            "Upgrade");

    private final ObjectMapper json = JsonMapper.builder().build();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerConnector connector;
    private final URI database;
    private volatile Setting setting;

    /**
     * Starts the proxy.
     *
     * @param port the port to listen on; 0 chooses a free one
     * @throws IOException if the port is taken
     */
    LocalThrottle(URI database, InetAddress address, int port, Setting setting) throws Exception {
        super(InvocationType.BLOCKING);
        this.database = database;
        this.setting = setting;
        Server server = new Server(new VirtualThreadPool());
        connector = new ServerConnector(server);
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(this);
        server.start();
    }

    /** Starts the proxy on its own, as the compose file does. */
    public static void main(String[] arguments) throws Exception {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        LocalThrottle throttle = new LocalThrottle(
                environment.getRequiredProperty("ordertable.local.throttle.database", URI.class),
                InetAddress.ofLiteral("0.0.0.0"),
                environment.getProperty("ordertable.local.throttle.port", Integer.class, 8001),
                Setting.of(environment));
        LoggerFactory.getLogger(LocalThrottle.class).info("Throttle switch: {}", throttle.switchUri());
    }

    /** Returns the endpoint of the database that it throttles. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Returns the address of the switch. */
    URI switchUri() {
        return URI.create("http://localhost:" + connector.getLocalPort() + PATH);
    }

    /**
     * Which calls are throttled.
     *
     * @param share the share of the calls that the reason fits, 0 to 1
     * @param reason DynamoDB's throttling reason, such as {@code TableWriteKeyRangeThroughputExceeded}; only writes to the table are
     *     throttled then. Without {@code Table}, {@code Index}, {@code Read} and {@code Write}, it fits every call
     */
    record Setting(double share, String reason) {

        private static final Pattern REASON = Pattern.compile(
                "(Table|Index|)(Read|Write|)(ProvisionedThroughput|AccountLimit|KeyRangeThroughput|MaxOnDemandThroughput)Exceeded");
        private static final String DEFAULT_REASON = "KeyRangeThroughputExceeded";

        Setting {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be 0 to 1, not " + share + ".");
            }
            if (!REASON.matcher(reason).matches()) {
                throw new IllegalArgumentException(
                        "reason must be like TableWriteKeyRangeThroughputExceeded or KeyRangeThroughputExceeded"
                                + " (or ProvisionedThroughput, MaxOnDemandThroughput, AccountLimit), not " + reason
                                + ".");
            }
        }

        static Setting of(Environment environment) {
            return new Setting(
                    environment.getProperty("ordertable.local.throttle.share", Double.class, 0.0),
                    environment.getProperty("ordertable.local.throttle.reason", DEFAULT_REASON));
        }

        static Setting of(JsonNode json) {
            return new Setting(
                    json.path("share").asDouble(Double.NaN), json.path("reason").asText(DEFAULT_REASON));
        }
    }

    /** One call to DynamoDB. */
    private record Call(String operation, byte[] body) {

        private static final Set<String> READS = Set.of("BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems");
        private static final Set<String> WRITES =
                Set.of("BatchWriteItem", "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem");
        private static final Pattern TABLE_NAME = Pattern.compile("\"TableName\"\\s*:\\s*\"([^\"]+)\"");
        private static final Pattern TABLE_KEY = Pattern.compile("\"RequestItems\"\\s*:\\s*\\{\\s*\"([^\"]+)\"");
        private static final Pattern INDEX_NAME = Pattern.compile("\"IndexName\"\\s*:\\s*\"([^\"]+)\"");

        /** The index that all writes of orders go to, and that is the first to be throttled. */
        private static final String WRITTEN_INDEX = "GSI2";

        boolean usesCapacity() {
            return READS.contains(operation) || WRITES.contains(operation);
        }

        String kind() {
            return READS.contains(operation) ? "Read" : "Write";
        }

        String table() {
            String text = new String(body, UTF_8);
            return find(TABLE_NAME, text, find(TABLE_KEY, text, "unknown"));
        }

        String index() {
            return find(INDEX_NAME, new String(body, UTF_8), "");
        }

        private static String find(Pattern pattern, String text, String otherwise) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.group(1) : otherwise;
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Request.getPathInContext(request).equals(PATH)) {
            handleSwitch(request, response, callback);
            return true;
        }
        byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            write(response, callback, 413, DYNAMODB_JSON, error("RequestEntityTooLarge", "The request is too large."));
            return true;
        }
        Setting current = setting;
        if (current.share() > ThreadLocalRandom.current().nextDouble()) {
            String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
            Map<String, Object> throttled =
                    throttled(new Call(target.substring(target.indexOf('.') + 1), body), current.reason());
            if (!throttled.isEmpty()) {
                response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
                write(response, callback, 400, DYNAMODB_JSON, throttled);
                return true;
            }
        }
        forward(request, body, response, callback);
        return true;
    }

    private void handleSwitch(Request request, Response response, Callback callback) throws IOException {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && LOCAL_PAGE.matcher(origin).matches()) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT");
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type");
            response.getHeaders().put(HttpHeader.VARY, "Origin");
        }
        switch (request.getMethod()) {
            case "OPTIONS" -> write(response, callback, 200, "application/json", Map.of());
            case "GET" -> write(response, callback, 200, "application/json", setting);
            case "PUT" -> change(request, response, callback);
            default -> write(response, callback, 405, "application/json", Map.of("message", "Send GET or PUT."));
        }
    }

    private void change(Request request, Response response, Callback callback) throws IOException {
        try {
            // What is longer is cut off, and so is not valid.
            byte[] body = Content.Source.asInputStream(request).readNBytes(MAX_SETTING);
            setting = Setting.of(json.readTree(body));
            write(response, callback, 200, "application/json", setting);
        } catch (JsonProcessingException e) {
            write(response, callback, 400, "application/json", Map.of("message", "The body is not readable JSON."));
        } catch (IllegalArgumentException e) {
            write(response, callback, 400, "application/json", Map.of("message", e.getMessage()));
        }
    }

    /** Returns DynamoDB's error for a call that is throttled for this reason; nothing if the reason does not fit the call. */
    private static Map<String, Object> throttled(Call call, String reason) {
        Matcher parts = Setting.REASON.matcher(reason);
        if (!parts.matches() || !call.usesCapacity() || !call.kind().startsWith(parts.group(2))) {
            return Map.of();
        }
        String index = call.index();
        boolean ofIndex = !index.isEmpty()
                || parts.group(1).equals("Index") && call.kind().equals("Write");
        String target = ofIndex ? "Index" : "Table";
        if (!target.startsWith(parts.group(1))) {
            return Map.of();
        }
        String resource = "arn:aws:dynamodb:eu-west-1:000000000000:table/" + call.table()
                + (ofIndex ? "/index/" + (index.isEmpty() ? Call.WRITTEN_INDEX : index) : "");
        Map<String, String> full =
                Map.of("reason", target + call.kind() + parts.group(3) + "Exceeded", "resource", resource);
        String code =
                switch (parts.group(3)) {
                    case "ProvisionedThroughput" -> "ProvisionedThroughputExceededException";
                    case "AccountLimit" -> "RequestLimitExceeded";
                    default -> "ThrottlingException";
                };
        // DynamoDB spells the name in both ways.
        String reasons = code.equals("ThrottlingException") ? "throttlingReasons" : "ThrottlingReasons";
        Map<String, Object> error =
                new HashMap<>(error(code, "Throughput exceeds a limit: the local throttle switch is on."));
        error.put(reasons, List.of(full));
        return error;
    }

    private void forward(Request request, byte[] body, Response response, Callback callback) throws Exception {
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(
                        database.resolve(request.getHttpURI().getPathQuery()))
                .timeout(TIMEOUT)
                .method(request.getMethod(), BodyPublishers.ofByteArray(body));
        for (HttpField header : request.getHeaders()) {
            if (!NOT_FORWARDED.contains(header.getName())) {
                forwarded.header(header.getName(), header.getValue());
            }
        }
        try {
            HttpResponse<byte[]> answer =
                    client.send(forwarded.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_FORWARDED.contains(name)) {
                    response.getHeaders().put(name, values);
                }
            });
            response.setStatus(answer.statusCode());
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
        } catch (IOException e) {
            write(response, callback, 503, DYNAMODB_JSON, error("ServiceUnavailable", "The database does not answer."));
        }
    }

    private static Map<String, Object> error(String code, String message) {
        return Map.of("__type", "com.amazonaws.dynamodb.v20120810#" + code, "message", message);
    }

    private void write(Response response, Callback callback, int status, String type, Object body) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(json.writeValueAsBytes(body)), callback);
    }

    private static Set<String> ignoringCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return set;
    }
}
