package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates fit the schemas of CloudFormation's resources. */
class SchemaTests {

    static List<Settings> all() {
        return List.of(Variants.dev(), Variants.prod(), Variants.everything(), Variants.inside());
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachResourceFitsItsSchema(Settings settings) {
        assertThat(problems(Synthesis.of(settings).templates())).isEmpty();
    }

    /** Templates that are deployed by hand, for copies of backups and for workflows. */
    @ParameterizedTest
    @ValueSource(strings = {"backup-vault.json", "github-roles.json"})
    void otherTemplatesFitTheirSchemas(String file) throws IOException {
        JsonNode template = new ObjectMapper().readTree(Path.of("..", file).toFile());

        assertThat(problems(Map.of(file, template))).isEmpty();
    }

    @Test
    void whatDoesNotFitIsReported() throws IOException {
        JsonNode template = new ObjectMapper().readTree("""
                        {"Resources": {
                          "Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                            "TableName": {"Ref": "AWS::StackName"},
                            "BillingMood": "PAY_PER_REQUEST",
                            "TimeToLiveSpecification": {"Enabled": "true"},
                            "StreamSpecification": {}}},
                          "Queue": {"Type": "AWS::SQS::Queue", "Properties": {
                            "QueueName": {"Fn::GetAtt": ["Table", "Name"]},
                            "DelaySeconds": 0.5}},
                          "Typo": {"Type": "AWS::SQS::Qeue"}}}
                        """);

        assertThat(problems(Map.of("a", template)))
                .containsExactlyInAnyOrder(
                        "a/Table.BillingMood: there is no such property",
                        "a/Table.TimeToLiveSpecification.Enabled: \"true\" is no boolean",
                        "a/Table.StreamSpecification.StreamViewType: is missing",
                        "a/Table.Replicas: is missing",
                        "a/Queue: AWS::DynamoDB::GlobalTable has no attribute Name",
                        "a/Queue.DelaySeconds: 0.5 is no integer",
                        "a/Typo: there is no AWS::SQS::Qeue");
    }

    private static List<String> problems(Map<String, JsonNode> templates) {
        return Node.run("schemas.mjs", templates, new TypeReference<>() {});
    }
}
