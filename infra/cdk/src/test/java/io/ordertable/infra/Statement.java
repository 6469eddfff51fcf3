package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A statement of a policy, and the resource that it belongs to. */
record Statement(Resource owner, JsonNode json) {

    /** The types of resources whose policies say what an identity may do: roles, and VPC endpoints for everything in the VPC. */
    static final Set<String> IDENTITIES = Set.of("AWS::IAM::Policy", "AWS::IAM::Role", "AWS::EC2::VPCEndpoint");

    static Stream<Statement> of(Synthesis synthesis) {
        return synthesis.resources().stream().flatMap(Statement::of);
    }

    static Stream<Statement> of(Resource resource) {
        return Stream.concat(
                        Stream.of("/PolicyDocument", "/KeyPolicy", "/AccessPolicy")
                                .map(resource::at),
                        Resource.stream(resource.at("/Policies")).map(policy -> policy.path("PolicyDocument")))
                .flatMap(document -> Resource.stream(document.path("Statement")))
                .map(statement -> new Statement(resource, statement));
    }

    boolean allows() {
        return json.path("Effect").asText().equals("Allow");
    }

    List<String> actions() {
        return Resource.texts(json.path("Action"));
    }

    List<String> resources() {
        return Resource.texts(json.path("Resource"));
    }

    String condition(String operator, String key) {
        return json.path("Condition").path(operator).path(key).asText();
    }
}
