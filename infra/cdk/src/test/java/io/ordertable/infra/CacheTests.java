package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The cache in front of the table, if it is enabled. */
class CacheTests {

    private final Synthesis on = Synthesis.of(Variants.everything());
    private final Resource cluster = on.the("AWS::DAX::Cluster");

    @Test
    void itIsEncryptedAtRestAndInTransit() {
        assertThat(cluster.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(cluster.text("/ClusterEndpointEncryptionType")).isEqualTo("TLS");
    }

    @Test
    void itIsInTheTasksSubnets() {
        Resource subnets = on.referred(cluster.text("/SubnetGroupName"));

        assertThat(subnets.texts("/SubnetIds"))
                .containsExactlyInAnyOrderElementsOf(
                        on.the("AWS::ECS::Service").texts("/NetworkConfiguration/AwsvpcConfiguration/Subnets"));
    }

    @Test
    void theServiceFindsIt() {
        assertThat(ServiceTests.environment(Variants.everything()))
                .containsEntry(
                        "SPRING_CLOUD_AWS_DYNAMODB_DAX_URL", "${" + cluster.id() + ".ClusterDiscoveryEndpointURL}");
    }

    @Test
    void withoutItNoneOfItsResourcesExist() {
        Synthesis off = Synthesis.of(Variants.prod());

        assertThat(off.resources()).noneMatch(resource -> resource.type().startsWith("AWS::DAX::"));
        assertThat(ServiceTests.environment(Variants.prod())).doesNotContainKey("SPRING_CLOUD_AWS_DYNAMODB_DAX_URL");
        assertThat(Statement.of(off).flatMap(statement -> statement.actions().stream()))
                .noneMatch(action -> action.startsWith("dax:"));
        assertThat(off.all("AWS::EC2::SecurityGroup"))
                .noneMatch(group -> group.text("/GroupDescription").contains("cache"));
    }
}
