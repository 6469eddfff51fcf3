package io.ordertable.infra;

import static java.util.Map.entry;

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
    static final String REPORTER = "arn:aws:iam::123456789012:role/analysts";
    static final String ADMINISTRATORS = "arn:aws:iam::123456789012:role/administrators/*";

    /** What each account has to set. */
    private static final Map<String, Object> ACCOUNT = Map.of(
            "issuer", "https://issuer.example.org",
            "jwks-url", "https://issuer.example.org/jwks",
            "audience", "ordertable",
            "image", "1.0.0",
            "prod:alarm-email", "oncall@example.org",
            "prod:deletion-protection", true);

    static final String WEB_ACL =
            "arn:aws:wafv2:us-east-1:123456789012:global/webacl/Firewall-1a2b/11111111-2222-3333-4444-555555555555";

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

    /** Returns production with provisioned capacity, a replica, a cache, and CloudFront in front. */
    static Settings everything() {
        return prod(Map.ofEntries(
                entry("provisioned", true),
                entry("infrequent-access", true),
                entry("replicas", REPLICA),
                entry("dax-nodes", 3),
                entry("certificate", CERTIFICATE),
                entry("edge", true),
                entry("canary", "orders.example.org"),
                entry("table-figures", true),
                entry("web-acl", WEB_ACL),
                entry("cloudfront-source", "pl-4fa04526"),
                entry("domain", "orders.example.org"),
                entry("edge-certificate", CERTIFICATE.replace("eu-west-1", "us-east-1")),
                entry("trusted-frontends", "203.0.113.0/24"),
                entry("validate-tokens", true),
                entry("administrators", ADMINISTRATORS),
                entry("reporters", REPORTER),
                entry("cors-origins", "https://shop.example.org,https://orders.example.org")));
    }

    /** Returns development in a VPC that has endpoints, for clients of a peered network. */
    static Settings inside() {
        return with(
                "dev",
                Map.ofEntries(
                        entry("vpc-id", "vpc-1"),
                        entry("vpc-cidr", "10.1.0.0/16"),
                        entry("subnet-ids", "subnet-a,subnet-b"),
                        entry("route-table-ids", "rtb-a,rtb-b"),
                        entry("endpoints", false),
                        entry("s3-endpoint-id", "vpce-1"),
                        entry("client-cidrs", "10.0.0.0/16"),
                        entry("client-security-groups", "sg-0123456789abcdef0"),
                        entry("audience", ""),
                        entry("client-ids", "one,two"),
                        entry("authority-prefix", "")));
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
