package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only necessary connections are possible. */
class SecurityGroupTests {

    /** CDK's rule for a group that may open no connections. */
    private static final String NOWHERE = "255.255.255.255/32";

    static List<Settings> all() {
        return Variants.all();
    }

    @Test
    void onlyNecessaryConnectionsArePossible() {
        assertThat(flows(Variants.prod()))
                .containsExactlyInAnyOrder(
                        "10.30.0.0/16 -> Balancer:80",
                        "Balancer -> Tasks:8080",
                        "Balancer -> Tasks:8081",
                        "Operators -> Tasks:8081",
                        "Tasks -> Endpoints:443",
                        "Tasks -> 0.0.0.0/0:443");
        assertThat(flows(Variants.everything()))
                .containsExactlyInAnyOrder(
                        "10.30.0.0/16 -> Balancer:80",
                        "10.30.0.0/16 -> Balancer:443",
                        "pl-4fa04526 -> Balancer:443",
                        "Balancer -> 0.0.0.0/0:443",
                        "Balancer -> Tasks:8080",
                        "Balancer -> Tasks:8081",
                        "Operators -> Tasks:8081",
                        "Tasks -> Dax:9111",
                        "Tasks -> Endpoints:443",
                        "Tasks -> 0.0.0.0/0:443");
    }

    @Test
    void clientsOfOtherNetworksAndGroupsCanBeAllowed() {
        assertThat(flows(Variants.inside()))
                .contains("10.0.0.0/16 -> Balancer:80", "sg-0123456789abcdef0 -> Balancer:80")
                .doesNotContain("10.1.0.0/16 -> Balancer:80");
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsInTheDefaultGroup(Settings settings) {
        Map<String, String> groups = Map.of(
                "AWS::ECS::Service", "/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups",
                "AWS::ElasticLoadBalancingV2::LoadBalancer", "/SecurityGroups",
                "AWS::EC2::VPCEndpoint", "/SecurityGroupIds",
                "AWS::DAX::Cluster", "/SecurityGroupIds");

        assertThat(Synthesis.of(settings).resources().stream()
                        .filter(resource -> groups.containsKey(resource.type()))
                        .filter(resource -> !resource.text("/VpcEndpointType").equals("Gateway")))
                .hasSizeGreaterThan(5)
                .allMatch(resource -> resource.at(groups.get(resource.type())).size() == 1);
        assertThat(Synthesis.of(settings).all("AWS::Lambda::Function"))
                .noneMatch(function -> function.properties().has("VpcConfig"));
    }

    /** Returns the possible connections, which both sides have to allow. */
    static Set<String> flows(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Set<String> in = rules(synthesis, "Ingress").collect(Collectors.toSet());
        Set<String> out = rules(synthesis, "Egress").collect(Collectors.toSet());
        assertThat(out.stream().filter(rule -> !rule.contains("-> 0.0.0.0/0"))).allMatch(in::contains);
        assertThat(in.stream().filter(rule -> !rule.matches("([0-9]|pl-|sg-).*|.*-> Endpoints.*")))
                .allMatch(out::contains);
        return Stream.concat(out.stream(), in.stream()).collect(Collectors.toSet());
    }

    /** Returns rules that are resources, and rules within their groups. */
    private static Stream<String> rules(Synthesis synthesis, String direction) {
        return Stream.concat(
                synthesis.all("AWS::EC2::SecurityGroup" + direction).stream()
                        .map(rule -> rule(synthesis, direction, rule.text("/GroupId"), rule.properties())),
                synthesis.all("AWS::EC2::SecurityGroup").stream()
                        .flatMap(group -> group.list("/SecurityGroup" + direction).stream()
                                .filter(rule -> !rule.path("CidrIp").asText().equals(NOWHERE))
                                .map(rule -> rule(synthesis, direction, "${" + group.id() + "}", rule))));
    }

    private static String rule(Synthesis synthesis, String direction, String group, JsonNode rule) {
        assertThat(rule.path("ToPort")).isEqualTo(rule.path("FromPort"));
        String other = Stream.of("DestinationSecurityGroupId", "SourceSecurityGroupId", "SourcePrefixListId", "CidrIp")
                .map(rule::path)
                .filter(value -> !value.isMissingNode())
                .findFirst()
                .orElseThrow()
                .asText();
        String peer = other.startsWith("${") ? name(synthesis, other) : other;
        String self = name(synthesis, group);
        return (direction.equals("Egress") ? self + " -> " + peer : peer + " -> " + self) + ":"
                + rule.path("ToPort").asText();
    }

    private static String name(Synthesis synthesis, String reference) {
        return name(synthesis.referred(reference));
    }

    static String name(Resource group) {
        return group.id().replaceAll("^NetworkFlows(.*)[0-9A-F]{8}$", "$1");
    }
}
