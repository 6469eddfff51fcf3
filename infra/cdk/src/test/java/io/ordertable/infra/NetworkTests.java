package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tasks have no route to the internet; they reach AWS services through endpoints. */
class NetworkTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTasksSubnetsHaveNoRouteToTheInternet(Settings settings) {
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
                        "monitoring", "Interface"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void gatewaysAreInTheRouteTablesOfTheTasksAndInterfacesInTheirSubnets(Settings settings) {
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

    @Test
    void anExistingVpcIsUsedAsItIs() {
        Synthesis inside = Synthesis.of(Variants.inside());

        assertThat(tasksSubnets(inside)).containsExactlyInAnyOrder("subnet-a", "subnet-b");
        assertThat(inside.resources()).noneMatch(resource -> resource.type()
                .matches("AWS::EC2::(VPC|Subnet|RouteTable|VPCEndpoint|InternetGateway|FlowLog)"));
        assertThat(Statement.of(inside))
                .extracting(statement -> statement.condition("StringEquals", "aws:SourceVpce"))
                .contains("vpce-1");
    }

    @Test
    void anExistingVpcWithoutEndpointsGetsThem() {
        List<Resource> endpoints = Synthesis.of(Variants.with(
                        "dev",
                        Map.of(
                                "vpc-id", "vpc-1",
                                "subnet-ids", "subnet-a,subnet-b",
                                "route-table-ids", "rtb-a,rtb-b")))
                .all("AWS::EC2::VPCEndpoint");

        assertThat(endpoints).hasSize(6).allSatisfy(endpoint -> {
            assertThat(endpoint.text("/VpcId")).isEqualTo("vpc-1");
            if (endpoint.text("/VpcEndpointType").equals("Interface")) {
                assertThat(endpoint.texts("/SubnetIds")).containsExactlyInAnyOrder("subnet-a", "subnet-b");
            } else {
                assertThat(endpoint.texts("/RouteTableIds")).containsExactlyInAnyOrder("rtb-a", "rtb-b");
            }
        });
    }

    private static String group(Settings settings, String name) {
        return Synthesis.of(settings).all("AWS::EC2::SecurityGroup").stream()
                .filter(group -> SecurityGroupTests.name(group).equals(name))
                .map(group -> "${" + group.id() + ".GroupId}")
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> tasksSubnets(Synthesis synthesis) {
        return Set.copyOf(
                synthesis.the("AWS::ECS::Service").texts("/NetworkConfiguration/AwsvpcConfiguration/Subnets"));
    }
}
