package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The service in a process of its own with a configuration that cannot work: it ends, and says why in one sentence. */
class FailedStartIT {

    @Test
    void operatorsEndpointsOnTheApisPort() throws Exception {
        assertThat(failedStart(
                        "--server.port=8090",
                        "--management.server.port=8090",
                        "--spring.cloud.aws.region.static=eu-west-1"))
                .contains("Invalid value '8090' for configuration property 'management.server.port'")
                .contains("It must differ from server.port");
    }

    /** The log of a start that fails. */
    private static String failedStart(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Jvm.command("-cp", System.getProperty("java.class.path"), OrdertableApplication.class.getName());
        command.addAll(List.of(arguments));
        Process service = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String log = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).as(log).isEqualTo(1);
            return log;
        } finally {
            service.destroyForcibly();
        }
    }
}
