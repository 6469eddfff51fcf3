package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options override settings; impossible ones are refused with a sentence, before anything is deployed. */
class SettingsTests {

    @Test
    void anOptionOfTheEnvironmentTakesPrecedence() {
        assertThat(Variants.prod(Map.of("log-days", "30")).logDays()).isEqualTo(30);
        assertThat(Variants.prod(Map.of("log-days", "30", "prod:log-days", "365", "dev:log-days", 7))
                        .logDays())
                .isEqualTo(365);
    }

    @Test
    void aListIsATextWithCommas() {
        assertThat(Variants.prod(Map.of("client-cidrs", "10.0.0.0/8, 192.168.0.0/16"))
                        .clientCidrs())
                .containsExactly("10.0.0.0/8", "192.168.0.0/16");
        assertThat(Variants.prod(Map.of("client-cidrs", "")).clientCidrs()).isEmpty();
    }

    @Test
    void optionsOfCdkAreNoSettings() {
        assertThat(Variants.prod(Map.of("environment", "prod", "@aws-cdk/core:checkSecretUsage", true)))
                .isEqualTo(Variants.prod());
    }

    @Test
    void eachSettingIsDescribed() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        assertThat(new ObjectMapper()
                        .readTree(Path.of("environments.json").toFile())
                        .path("defaults")
                        .fieldNames())
                .toIterable()
                .allMatch(setting -> readme.contains("`" + setting + "`"));
    }

    @Test
    void anUnknownEnvironmentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variants.with("staging", Map.of()))
                .withMessageContaining("staging");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            certifcate         | arn          | no setting certifcate
            issuer             |              | set issuer
            jwks-url           |              | set jwks-url
            audience           |              | set audience or client-ids
            image              |              | digest or tag
            prod:alarm-email   |              | set alarm-email
            peak-orders-per-second | 2000     | 2000.0 orders a second need 5 status shards, not 4
            peak-orders-per-second | 10       | not above the peak
            peak-orders-per-second | many     | many
            status-shards-write    | 5        | as many have to be read as are written
            status-shards-read     | 513      | at most 512
            dax-nodes          | 12           | not 12
            log-days           | 42           | 42 days
            region             | europe       | no region europe
            vpc-id             | vpc-1        | route-table-ids
            endpoints          | false        | s3-endpoint-id
            certificate        | arn:aws:acm:us-east-1:1:certificate/1 | must be in eu-west-1
            web-acl            | arn:aws:wafv2:us-east-1:1:global/webacl/a/1 | set edge first
            domain             | example.org  | edge-certificate
            validate-tokens    | true         | set certificate
            """)
    void whatCannotWorkIsRefusedWithASentence(String key, String value, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Variants.prod(Map.of(key, value == null ? "" : value)))
                .withMessageContaining(sentence);
    }
}
