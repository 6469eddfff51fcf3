package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code diff.sh} with what CDK prints. */
class DiffScriptTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[~] AWS::DynamoDB::GlobalTable Orders/Table OrdersTable1F8332C7 replace",
                "[~] AWS::KMS::Key TableKey/Key TableKey256F1BD5 may be replaced",
                "[-] AWS::S3::Bucket OldBucket orphan",
                "[-] AWS::SQS::Queue OldQueue destroy"
            })
    void whatHoldsDataMustNotBeReplacedOrRemoved(String change) throws Exception {
        assertThat(run(change, "")).isNotZero();
        assertThat(run(change, "yes")).as("accepted").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There were no differences",
                "[~] AWS::DynamoDB::GlobalTable Orders/Table OrdersTable1F8332C7",
                "[+] AWS::S3::Bucket NewBucket",
                "[~] AWS::ECS::TaskDefinition Service/Task ServiceTask replace"
            })
    void otherChangesAreFine(String change) throws Exception {
        assertThat(run(change, "")).isZero();
    }

    @Test
    void aComparisonThatFailsIsNoSuccess() throws Exception {
        assertThat(run("There are no credentials'; exit 1; '", "")).isNotZero();
    }

    /** Returns the exit code of the script if CDK prints a line. */
    private int run(String line, String accept) throws IOException, InterruptedException {
        Path npx = Files.writeString(folder.resolve("npx"), "#!/bin/sh\necho 'Resources'; echo '" + line + "'\n");
        assertThat(npx.toFile().setExecutable(true)).isTrue();
        ProcessBuilder script = new ProcessBuilder("bash", "../diff.sh", "dev", "prod")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        script.environment().putAll(Map.of("PATH", folder + ":" + System.getenv("PATH"), "ACCEPT", accept));
        return script.start().waitFor();
    }
}
