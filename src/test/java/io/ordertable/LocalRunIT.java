package io.ordertable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The service as a developer starts it, in a process of its own. */
class LocalRunIT {

    private static final Duration START = Duration.ofSeconds(120);
    private static final String SAMPLE_USER = "/v1/users?email=ada@example.org";

    @TempDir
    private Path directory;

    private @Nullable Process process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void itIsPrivateAndQuietAndOpenToAFrontendsDevelopmentServerAndCreatesItsSampleOnce() throws Exception {
        String[] arguments = {"--ordertable.local.data=" + directory.resolve("data"), "--ordertable.local.sample=true"};
        start(arguments);
        String sample = sampleOrders();
        Users someone = Users.someone();
        someone.register(staff());

        for (String server : List.of(
                "Listening on",
                "Operators' endpoints:",
                "Token issuer:",
                "--endpoint-url",
                "Throttle switch:",
                "Shop:")) {
            assertThat(accepts("127.0.0.1", port(server))).as(server).isTrue();
            assertThat(accepts("127.0.0.2", port(server))).as(server).isFalse();
        }
        assertThat(staff().get(SAMPLE_USER, "Origin", "http://localhost:5173").header("Access-Control-Allow-Origin"))
                .isEqualTo("http://localhost:5173");
        assertThat(someone.post(staff()).problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(shop("/shop/").text()).startsWith("<!doctype html>");
        assertThat(shop("/shop/config.json").text("/throttle")).matches("http://localhost:[0-9]+/throttle");
        assertThat(shop("/shop/missing.js").status()).isEqualTo(404);
        assertThat(shop("/shop/%2e%2e/http-client.env.json").status()).isBetween(400, 404);
        assertThat(staff().get("/oauth2/jwks").status())
                .as("the issuer is an application of its own")
                .isEqualTo(404);
        assertThat(log()).doesNotContain("\tat ", " WARN ", " ERROR ");
        process.destroy();
        assertThat(process.waitFor(START)).isTrue();

        start(arguments);

        assertThat(ada().get("/v1/users/me").text("/name")).isEqualTo("Ada Lovelace");
        assertThat(ada().get(SAMPLE_USER).problem())
                .as("only staff look for addresses")
                .isEqualTo("FORBIDDEN");
        assertThat(sampleOrders()).isEqualTo(sample).contains("shipped");
    }

    @Test
    void aPortOfTheApiThatIsTakenEndsIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThat(failedStart("--server.port=" + other.getLocalPort()))
                    .contains("Port " + other.getLocalPort() + " was already in use");
        }
    }

    @Test
    void aPortOfTheDatabaseThatIsTakenIsReportedWithTheProperty() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            new ApplicationContextRunner()
                    .withUserConfiguration(LocalRunConfiguration.class)
                    .withPropertyValues("ordertable.local.port=" + other.getLocalPort(), "ordertable.local.data=")
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("The local database cannot listen on this port")
                            .hasMessageContaining("-Dspring-boot.run.arguments=--ordertable.local.port=0"));
        }
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private ApiResponse shop(String path) throws IOException {
        return new Api(port("Listening on")).anonymous().get(path);
    }

    private Api staff() throws IOException {
        return api(tokenCommand().replace("ada:ada", "staff:staff"));
    }

    private Api ada() throws IOException {
        return api(tokenCommand());
    }

    private String tokenCommand() throws IOException {
        Matcher line = Pattern.compile("Get a token: (token=.+)").matcher(log());
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    /** The service, called with the token that a command assigns. */
    private Api api(String command) throws IOException {
        Process shell = new ProcessBuilder("bash", "-c", command + "; printf %s $token").start();
        return new Api(port("Listening on"))
                .with(new String(shell.getInputStream().readAllBytes(), UTF_8));
    }

    private String sampleOrders() throws IOException {
        return ada().get(Orders.path("me")).text();
    }

    /** The port of the address that the log gives after some words. */
    private int port(String words) throws IOException {
        Matcher address = Pattern.compile(words + " http://[a-z0-9.]+:(\\d+)").matcher(log());
        assertThat(address.find()).as(words).isTrue();
        return Integer.parseInt(address.group(1));
    }

    private void start(String... arguments) throws IOException {
        launch(arguments);
        await().atMost(START).until(() -> log().contains("Listening on") || !process.isAlive());
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    /** The log of a start that ends the process. */
    private String failedStart(String... arguments) throws IOException, InterruptedException {
        launch(arguments);
        assertThat(process.waitFor(START)).as(log()).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        return log();
    }

    private void launch(String... arguments) throws IOException {
        List<String> command = Jvm.command(
                "-Dserver.port=0",
                "-Dmanagement.server.port=0",
                "-Dordertable.local.port=0",
                "-Dordertable.local.issuer-port=0",
                "-Dordertable.local.throttle.port=0",
                "-cp",
                System.getProperty("java.class.path"),
                TestOrdertableApplication.class.getName());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logFile().toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(logFile());
    }

    private Path logFile() {
        return directory.resolve("log");
    }
}
