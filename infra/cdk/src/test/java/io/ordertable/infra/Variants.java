package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environments as they are after their first deployment, and one in which everything is enabled. */
final class Variants {

    static final String CERTIFICATE =
            "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
    static final String REPLICA = "eu-central-1";

    /** What each account has to set. */
    private static final Map<String, Object> ACCOUNT = Map.of(
            "issuer", "https://issuer.example.org",
            "jwks-url", "https://issuer.example.org/jwks",
            "audience", "ordertable",
            "image", "1.0.0",
            "prod:alarm-email", "oncall@example.org",
            "prod:deletion-protection", true);

    private Variants() {}

    static Settings dev() {
        return with("dev", Map.of());
    }

    static Settings prod() {
        return prod(Map.of());
    }

    /** Returns production with other settings. */
    static Settings prod(Map<String, ?> options) {
        return with("prod", options);
    }

    /** Returns production with provisioned capacity, a replica and a cache. */
    static Settings everything() {
        return prod(Map.of(
                "provisioned",
                true,
                "infrequent-access",
                true,
                "replicas",
                REPLICA,
                "dax-nodes",
                3,
                "certificate",
                CERTIFICATE));
    }

    static List<Settings> all() {
        return List.of(dev(), prod(), everything());
    }

    static Settings with(String environment, Map<String, ?> options) {
        Map<String, Object> all = new HashMap<>(ACCOUNT);
        all.putAll(options);
        return Settings.of(environment, all);
    }

    /** Returns a file of the contract, read independently of the code under test. */
    static JsonNode contract(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/main/resources/contract", name + ".json").toFile());
    }
}
