package io.ordertable.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.ordertable.issuer.S3Server.Put;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that the build creates. */
class DeploymentPackageIT {

    private static final Path ZIP = Path.of("target/issuer-keys.zip");
    /** What the stack is made from. */
    private static final Path CONTRACT = Path.of("../cdk/src/main/resources/contract/issuer-keys.json");

    @TempDir
    private Path directory;

    @Test
    void theFunctionRunsOnTheZipAlone() throws Exception {
        Map<String, Object> contract = JSONObjectUtils.parse(Files.readString(CONTRACT));
        JWKSet keys = new JWKSet(new RSAKeyGenerator(2048).generate()).toPublicJWKSet();
        Path trustStore = directory.resolve("trust.p12");
        try (IssuerServer issuer = new IssuerServer(trustStore);
                S3Server s3 = new S3Server()) {
            issuer.answer(200, keys.toString());
            Map<String, String> environment =
                    Map.of("JWK_SET_URI", issuer.uri().toString(), "BUCKET", "keys", "OBJECT_KEY", "jwks.json");
            assertThat(JSONObjectUtils.getStringList(contract, "environment"))
                    .containsExactlyInAnyOrderElementsOf(environment.keySet());

            List<String> output = run((String) contract.get("handler"), environment, s3, trustStore);

            assertThat(output).as("%s", output).last().asString().startsWith("Copied 1 keys");
            assertThat(s3.puts()).extracting(Put::body).containsExactly(keys.toString());
        }
    }

    private List<String> run(String handler, Map<String, String> environment, S3Server s3, Path trustStore)
            throws Exception {
        Path log = directory.resolve("log");
        Path task = unpacked();
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-Djavax.net.ssl.trustStorePassword=" + IssuerServer.PASSWORD,
                        "-cp",
                        task + File.pathSeparator + task.resolve("lib") + "/*" + File.pathSeparator
                                + "target/test-classes",
                        HandlerProcess.class.getName(),
                        handler)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().putAll(environment);
        process.environment()
                .putAll(Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL_S3", s3.uri().toString()));
        assertThat(process.start().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(log);
    }

    private Path unpacked() throws IOException {
        Path task = directory.resolve("task");
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return task;
    }
}
