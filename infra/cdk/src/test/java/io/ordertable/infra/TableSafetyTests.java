package io.ordertable.infra;

import static io.ordertable.infra.TableTests.local;
import static io.ordertable.infra.TableTests.replicas;
import static io.ordertable.infra.TableTests.table;
import static io.ordertable.infra.Variants.REPLICA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Protection of the data: production cannot be deleted by mistake, and each replica has its key. */
class TableSafetyTests {

    @Test
    void productionCannotBeDeletedByMistake() {
        Synthesis prod = Synthesis.of(Variants.prod());

        assertThat(local(table(Variants.prod()), Variants.prod())
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(List.of(
                        table(Variants.prod()),
                        prod.referred(local(table(Variants.prod()), Variants.prod())
                                .at("/SSESpecification/KMSMasterKeyId")
                                .asText())))
                .allSatisfy(resource -> {
                    assertThat(resource.definition().path("DeletionPolicy").asText())
                            .isEqualTo("RetainExceptOnCreate");
                    assertThat(resource.definition().path("UpdateReplacePolicy").asText())
                            .isEqualTo("Retain");
                });
        assertThat(prod.stacks()).allMatch(stack -> Boolean.TRUE.equals(stack.getTerminationProtection()));
    }

    /** If a creation fails, CloudFormation deletes everything but buckets, whose names it chooses, because they may not be empty. */
    @Test
    void aFailedFirstDeploymentLeavesNothingInTheWayOfTheNext() {
        Synthesis first = Synthesis.of(Variants.prod(Map.of("prod:deletion-protection", false)));

        assertThat(first.resources())
                .filteredOn(resource ->
                        resource.definition().path("DeletionPolicy").asText().startsWith("Retain"))
                .extracting(Resource::type)
                .contains("AWS::Backup::BackupVault", "AWS::DynamoDB::GlobalTable", "AWS::ECR::Repository");
        assertThat(first.resources())
                .filteredOn(resource ->
                        resource.definition().path("DeletionPolicy").asText().equals("Retain"))
                .allSatisfy(resource -> {
                    assertThat(resource.type()).isEqualTo("AWS::S3::Bucket");
                    assertThat(resource.properties().has("BucketName")).isFalse();
                });
        assertThat(first.stacks()).noneMatch(stack -> Boolean.TRUE.equals(stack.getTerminationProtection()));
        assertThat(first.the("AWS::ElasticLoadBalancingV2::LoadBalancer").list("/LoadBalancerAttributes"))
                .noneMatch(attribute -> attribute.path("Key").asText().equals("deletion_protection.enabled")
                        && attribute.path("Value").asText().equals("true"));
        assertThat(local(table(Variants.prod(Map.of("prod:deletion-protection", false))), Variants.prod())
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void developmentCanBeTornDown() {
        assertThat(local(table(Variants.dev()), Variants.dev())
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isFalse();
        assertThat(table(Variants.dev()).definition().path("DeletionPolicy").asText())
                .isEqualTo("Delete");
    }

    @Test
    void productionIsBackedUpWeeklyAndMonthly() {
        Synthesis prod = Synthesis.of(Variants.prod());

        assertThat(prod.the("AWS::Backup::BackupPlan").list("/BackupPlan/BackupPlanRule"))
                .extracting(rule -> rule.at("/Lifecycle/DeleteAfterDays").asInt())
                .containsExactly(35, 365);
        assertThat(prod.the("AWS::Backup::BackupSelection").texts("/BackupSelection/Resources"))
                .containsExactly("arn:aws:dynamodb:eu-west-1:${AWS::AccountId}:table/ordertable-prod");
        assertThat(Synthesis.of(Variants.dev()).all("AWS::Backup::BackupPlan")).isEmpty();
    }

    @Test
    void aReplicaHasItsOwnKeyThatIsCreatedBeforeIt() {
        Synthesis synthesis = Synthesis.of(Variants.everything());
        JsonNode replica = replicas(table(Variants.everything())).get(REPLICA);
        Resource alias = synthesis.all("AWS::KMS::Alias").stream()
                .filter(each -> each.stack().contains(REPLICA))
                .findFirst()
                .orElseThrow();

        assertThat(replicas(table(Variants.everything()))).containsOnlyKeys("eu-west-1", REPLICA);
        assertThat(replica.at("/SSESpecification/KMSMasterKeyId").asText())
                .isEqualTo("arn:aws:kms:" + REPLICA + ":${AWS::AccountId}:" + alias.text("/AliasName"));
        assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(synthesis.stacks().stream()
                        .filter(stack -> stack.getStackName().endsWith("-data"))
                        .flatMap(stack -> stack.getDependencies().stream()))
                .anyMatch(stack -> stack.getStackName().equals(alias.stack())
                        && stack.getRegion().equals(REPLICA));
    }
}
