package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing leads from the tasks to the internet, and connections are possible only where they are needed. */
class NetworkTests {

    /** CDK's way to say that a group may open no connections. */
    private static final String NOWHERE = "255.255.255.255/32";

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noRouteLeadsFromTheTasksSubnetsToTheInternet(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Set<String> subnets = tasksSubnets(synthesis);
        Set<String> tables = synthesis.all("AWS::EC2::SubnetRouteTableAssociation").stream()
                .filter(association -> subnets.contains(association.text("/SubnetId")))
                .map(association -> association.text("/RouteTableId"))
                .collect(Collectors.toSet());

        assertThat(subnets).hasSize(2);
        assertThat(tables).hasSize(2);
        assertThat(synthesis.all("AWS::EC2::Route")).noneMatch(route -> tables.contains(route.text("/RouteTableId")));
        assertThat(synthesis.all("AWS::EC2::NatGateway")).isEmpty();
        assertThat(subnets.stream().map(synthesis::referred))
                .noneMatch(subnet -> subnet.at("/MapPublicIpOnLaunch").asBoolean());
        assertThat(subnets.stream().map(subnet -> synthesis.referred(subnet).text("/AvailabilityZone")))
                .doesNotHaveDuplicates();
    }

    @Test
    void anInternetGatewayIsThereForAPublicLoadBalancerOnly() {
        assertThat(Synthesis.of(Variants.prod()).all("AWS::EC2::InternetGateway"))
                .isEmpty();
        assertThat(Synthesis.of(Variants.everything()).all("AWS::EC2::InternetGateway"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void tasksReachWhatTheyNeedThroughEndpoints(Settings settings) {
        Map<String, String> types = Synthesis.of(settings).all("AWS::EC2::VPCEndpoint").stream()
                .collect(Collectors.toMap(
                        endpoint -> endpoint.text("/ServiceName").replaceAll("^com[.]amazonaws[.][^.]+[.]", ""),
                        endpoint -> endpoint.text("/VpcEndpointType")));

        assertThat(types)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dynamodb", "Gateway",
                        "s3", "Gateway",
                        "ecr.api", "Interface",
                        "ecr.dkr", "Interface",
                        "logs", "Interface",
                        "monitoring", "Interface",
                        "sns", "Interface",
                        "sts", "Interface"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void gatewaysAreInTheRoutesOfTheTasksAndInterfacesInTheirSubnets(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Set<String> subnets = tasksSubnets(synthesis);

        assertThat(synthesis.all("AWS::EC2::VPCEndpoint")).allSatisfy(endpoint -> {
            if (endpoint.text("/VpcEndpointType").equals("Interface")) {
                assertThat(endpoint.texts("/SubnetIds")).containsExactlyInAnyOrderElementsOf(subnets);
                assertThat(endpoint.at("/PrivateDnsEnabled").asBoolean()).isTrue();
                assertThat(endpoint.texts("/SecurityGroupIds")).containsExactly(group(settings, "Endpoints"));
            } else {
                assertThat(endpoint.texts("/RouteTableIds")).hasSize(2);
            }
        });
    }

    @Test
    void connectionsArePossibleWhereTheyAreNeededAndNowhereElse() {
        assertThat(flows(Variants.prod()))
                .containsExactlyInAnyOrder(
                        "10.20.0.0/16 -> Balancer:80",
                        "Balancer -> Tasks:8080",
                        "Balancer -> Tasks:8081",
                        "Tasks -> Endpoints:443",
                        "Tasks -> pl-6fa54006:443",
                        "Tasks -> pl-6da54004:443");
    }

    @Test
    void theInternetReachesThePublicLoadBalancerAndNothingElse() {
        assertThat(flows(Variants.everything()))
                .containsExactlyInAnyOrder(
                        "0.0.0.0/0 -> Balancer:80",
                        "0.0.0.0/0 -> Balancer:443",
                        "Balancer -> Tasks:8080",
                        "Balancer -> Tasks:8081",
                        "Tasks -> Dax:9111",
                        "Tasks -> Endpoints:443",
                        "Tasks -> pl-6fa54006:443",
                        "Tasks -> pl-6da54004:443");
    }

    @ParameterizedTest
    @MethodSource("all")
    void allTrafficIsLogged(Settings settings) {
        Resource flows = Synthesis.of(settings).the("AWS::EC2::FlowLog");

        assertThat(flows.text("/TrafficType")).isEqualTo("ALL");
        assertThat(Synthesis.of(settings)
                        .referred(flows.text("/LogGroupName"))
                        .at("/RetentionInDays")
                        .asInt())
                .isEqualTo(settings.logDays());
    }

    /** Each way to open a connection; what one side allows and the other does not is none. */
    private static Set<String> flows(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Set<String> in = rules(synthesis, "Ingress").collect(Collectors.toSet());
        Set<String> out = rules(synthesis, "Egress").collect(Collectors.toSet());
        assertThat(out.stream().filter(rule -> !rule.contains("pl-"))).allMatch(in::contains);
        assertThat(in.stream().filter(rule -> !rule.matches("[0-9].*"))).allMatch(out::contains);
        return Stream.concat(out.stream(), in.stream()).collect(Collectors.toSet());
    }

    /** Those that are resources, and those that are written in their groups. */
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
        String other = Stream.of(
                        "DestinationSecurityGroupId", "SourceSecurityGroupId", "CidrIp", "DestinationPrefixListId")
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

    private static String name(Resource group) {
        return group.id().replaceAll("^Flows(.*)[0-9A-F]{8}$", "$1");
    }

    private static String group(Settings settings, String name) {
        return Synthesis.of(settings).all("AWS::EC2::SecurityGroup").stream()
                .filter(group -> name(group).equals(name))
                .map(group -> "${" + group.id() + ".GroupId}")
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> tasksSubnets(Synthesis synthesis) {
        return Set.copyOf(
                synthesis.the("AWS::ECS::Service").texts("/NetworkConfiguration/AwsvpcConfiguration/Subnets"));
    }
}
