package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.ordertable.security.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;

/** With a configuration that cannot work, the service ends and reports the reason in one sentence. */
@CapturesOutput
class FailedStartIT {

    private static final int LONGEST_LINE = 2_000;
    private static final String REGION = "--spring.cloud.aws.region.static=eu-west-1";

    @Test
    void withoutARegion() throws Exception {
        assertThat(failedStart()).contains("No AWS region is configured.").contains("Set AWS_REGION, or");
    }

    @Test
    void withoutCredentials() throws Exception {
        assertThat(failedStart(REGION, "--spring.profiles.active=production"))
                .contains("\"log\":{\"level\":\"ERROR\"")
                .contains("No AWS credentials were found.");
    }

    @ParameterizedTest
    @CsvSource({
        "management.server.port, 8090, must differ from server.port",
        "spring.cloud.aws.dynamodb.dax.url, http://127.0.0.1:8111, must be a DAX cluster",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri, '', the iss claim of the tokens to accept"
    })
    void withAPropertyThatCannotWork(String property, String value, String reason, CapturedOutput output) {
        assertThatException()
                .isThrownBy(() -> SpringApplication.run(
                        OrdertableApplication.class,
                        Stream.of(
                                        Stream.of(Tokens.arguments())
                                                .filter(token -> !token.startsWith("--" + property)),
                                        Stream.of("--server.port=8090", REGION, "--" + property + "=" + value))
                                .flatMap(arguments -> arguments)
                                .toArray(String[]::new)));
        assertThat(output.getAll()).contains(property, value, reason);
    }

    /** Starts it in a process of its own without any AWS settings and returns its log, which is short. */
    private static String failedStart(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Jvm.command("-cp", System.getProperty("java.class.path"), OrdertableApplication.class.getName());
        command.addAll(List.of(Tokens.arguments()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_CONFIG_FILE", "/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));
        Process service = builder.start();
        try {
            String log = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).as(log).isEqualTo(1);
            assertThat(log).doesNotContain("\tat ");
            assertThat(log.lines()).allMatch(line -> line.length() < LONGEST_LINE);
            return log;
        } finally {
            service.destroyForcibly();
        }
    }
}
