package io.ordertable.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service with its database, started as a developer starts it. */
final class LocalService {

    static final String TABLE = "ordertable";

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path LOG = Path.of("target/service.log");
    private static final Duration START = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final String api;
    private final String database;
    private final String token;

    private static @Nullable LocalService shared;

    /** Returns the service of all tests, which ends with their JVM. */
    static synchronized LocalService shared() throws IOException, InterruptedException {
        if (shared == null) {
            shared = new LocalService();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        }
        return shared;
    }

    /** Starts it and waits until it listens. Maven compiles what has changed before. */
    private LocalService() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        ROOT.resolve("mvnw").toString(),
                        "--batch-mode",
                        "--quiet",
                        "spring-boot:test-run",
                        "-Dspotless.check.skip",
                        "-Dspring-boot.run.arguments=--server.port=0 --management.server.port=0 --ordertable.local.port=0"
                                + " --ordertable.local.issuer-port=0")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        database = awaitLogged("--endpoint-url");
        api = awaitLogged("Listening on");
        token = token(awaitLogged("Token issuer:"));
    }

    /** Returns a token of staff. */
    private String token(String issuer) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=staff&client_secret=staff"))
                .setHeader("Content-Type", "application/x-www-form-urlencoded"));
        return json(response).path("access_token").asText();
    }

    /** Sends a request of staff to the API. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .method(method, BodyPublishers.ofString(body))
                .setHeader("Authorization", "Bearer " + token)
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Calls DynamoDB. */
    JsonNode dynamoDb(String operation, Object request) {
        return call("DynamoDB_20120810." + operation, request);
    }

    /** Calls DynamoDB Streams. */
    JsonNode streams(String operation, Object request) {
        return call("DynamoDBStreams_20120810." + operation, request);
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** DynamoDB Local wants credentials, but does not check the signature. */
    private JsonNode call(String target, Object request) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(database))
                .POST(BodyPublishers.ofString(JSON.valueToTree(request).toString()))
                .setHeader("Content-Type", "application/x-amz-json-1.0")
                .setHeader("X-Amz-Target", target)
                .setHeader(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0"));
        if (response.statusCode() != 200) {
            throw new AssertionError(target + ": " + response.body());
        }
        return json(response);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the address that the log gives after some words. */
    private String awaitLogged(String words) throws IOException, InterruptedException {
        Pattern address = Pattern.compile(words + " (http://[^\\s/]+)");
        for (long end = System.nanoTime() + START.toNanos(); System.nanoTime() < end && process.isAlive(); ) {
            Matcher matcher = address.matcher(Files.readString(LOG));
            if (matcher.find()) {
                return matcher.group(1);
            }
            Thread.sleep(200);
        }
        stop();
        throw new AssertionError("The service did not start:\n" + Files.readString(LOG));
    }
}
