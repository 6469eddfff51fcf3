package io.ordertable.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policies of an environment, with ARNs in place of references, against which requests are evaluated as IAM does. */
final class Policies {

    static final String ACCOUNT = "123456789012";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9:]+)(?:\\.([A-Za-z]+))?}");
    private static final JsonNode EVERYTHING = JSON.valueToTree(
            Map.of("Version", "2012-10-17", "Statement", Map.of("Effect", "Allow", "Action", "*", "Resource", "*")));

    private final Settings settings;
    private final Synthesis synthesis;

    Policies(Settings settings) {
        this.settings = settings;
        synthesis = Synthesis.of(settings);
    }

    /** Returns a request by a role, outside the VPC. */
    Request by(Resource role) {
        List<JsonNode> policies = Stream.concat(
                        Resource.stream(role.at("/Policies")).map(policy -> policy.path("PolicyDocument")),
                        synthesis.all("AWS::IAM::Policy").stream()
                                .filter(policy -> policy.texts("/Roles").contains("${" + role.id() + "}"))
                                .map(policy -> policy.at("/PolicyDocument")))
                .map(this::resolved)
                .toList();
        return by(arn(role), policies);
    }

    /** Returns a request by a principal whose own policies allow everything. */
    Request byAdministrator(String arn) {
        return by(arn, List.of(EVERYTHING));
    }

    /** Returns a request that is not signed. */
    Request byAnybody() {
        return byAnybody("");
    }

    /** Returns a request by a principal without policies, such as a service. */
    Request byAnybody(String principal) {
        Map<String, String> context = Map.of("aws:RequestedRegion", settings.region(), "aws:SecureTransport", "true");
        return new Request(principal, List.of(), "", "", ACCOUNT, context, null, List.of());
    }

    private Request by(String arn, List<JsonNode> policies) {
        Map<String, String> context = Map.of(
                "aws:PrincipalArn",
                arn,
                "aws:PrincipalAccount",
                ACCOUNT,
                "aws:RequestedRegion",
                settings.region(),
                "aws:SecureTransport",
                "true");
        return new Request(arn, policies, "", "", ACCOUNT, context, null, List.of());
    }

    /** Returns the request as it goes through a VPC endpoint, such as {@code dynamodb}. */
    Request through(String endpoint, Request request) {
        Resource through = synthesis.all("AWS::EC2::VPCEndpoint").stream()
                .filter(each -> each.text("/ServiceName").endsWith("." + endpoint))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no endpoint for " + endpoint));
        return request.with("aws:SourceVpc", arn(synthesis.the("AWS::EC2::VPC")))
                .with("aws:SourceVpce", arn(through))
                .through(List.of(resolved(through.at("/PolicyDocument"))));
    }

    /** Returns a request to read or write the environment's table, or another resource of DynamoDB to which its policy applies. */
    Request onTable(Request request) {
        Resource table = TableTests.table(settings);
        JsonNode policy = TableTests.local(table, settings).at("/ResourcePolicy/PolicyDocument");
        return request.on(arn(table)).with(resolved(policy));
    }

    /** Returns a request to use a key. */
    Request withKey(Request request, Resource key) {
        return request.on(arn(key)).with(resolved(key.at("/KeyPolicy")));
    }

    /** Returns a request to use a key through a service. */
    Request withKey(Request request, Resource key, String service) {
        return withKey(request, key).with("kms:ViaService", service + "." + settings.region() + ".amazonaws.com");
    }

    /** Returns a request for credentials of a role. */
    Request toAssume(Request request, Resource role) {
        return request.calls("sts:AssumeRole").on(arn(role)).with(resolved(role.at("/AssumeRolePolicyDocument")));
    }

    /** Returns a request for an object in a bucket. */
    Request onObject(Request request, Resource bucket, String object) {
        JsonNode policy = synthesis.all("AWS::S3::BucketPolicy").stream()
                .filter(each -> each.text("/Bucket").equals("${" + bucket.id() + "}"))
                .findFirst()
                .orElseThrow()
                .at("/PolicyDocument");
        return request.on(arn(bucket) + "/" + object).with(resolved(policy));
    }

    private JsonNode resolved(JsonNode policy) {
        try {
            return JSON.readTree(REFERENCE.matcher(policy.toString()).replaceAll(this::target));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String target(MatchResult reference) {
        return switch (reference.group(1)) {
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> settings.region();
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> {
                Resource target = synthesis.referred(reference.group());
                yield arn(target) + ("StreamArn".equals(reference.group(2)) ? "/stream/1" : "");
            }
        };
    }

    /** Returns the ARN of a resource, or its id if policies contain that. */
    String arn(Resource resource) {
        String id = resource.id();
        return switch (resource.type()) {
            case "AWS::DynamoDB::GlobalTable" -> arn("dynamodb", "table/" + resource.text("/TableName"));
            case "AWS::DAX::Cluster" -> arn("dax", "cache/" + id);
            case "AWS::IAM::Role" ->
                "arn:aws:iam::" + ACCOUNT + ":role" + resource.at("/Path").asText("/") + id;
            case "AWS::KMS::Key" -> arn("kms", "key/" + id);
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + resource.text("/LogGroupName") + ":*");
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + id.toLowerCase(Locale.ROOT);
            case "AWS::SNS::Topic" -> arn("sns", id);
            case "AWS::SQS::Queue" -> arn("sqs", id);
            default -> id;
        };
    }

    /** Returns an ARN in the environment's account and region. */
    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + settings.region() + ":" + ACCOUNT + ":" + resource;
    }

    /** Evaluates requests, and returns the results by what was requested. */
    static Map<String, String> results(Stream<Request> requests) {
        List<Request> asked = requests.toList();
        List<Map<String, String>> answers = Node.run("permissions.mjs", asked, new TypeReference<>() {});
        Map<String, String> results = new TreeMap<>();
        for (int index = 0; index < asked.size(); index++) {
            Request request = asked.get(index);
            answers.get(index)
                    .forEach((action, result) -> results.put(
                            action + " on " + request.resource() + " by " + request.principal() + " with "
                                    + request.context(),
                            result));
        }
        return results;
    }

    /**
     * A request to AWS.
     *
     * @param principal ARN of the role; empty if the request is not signed
     * @param role the role's policies
     * @param account the account that the resource belongs to
     * @param context values of condition keys
     * @param resourcePolicy the policy of the resource, if it has one
     * @param endpointPolicies the policies of the endpoint in the request's way
     */
    record Request(
            String principal,
            List<JsonNode> role,
            String action,
            String resource,
            String account,
            Map<String, String> context,
            @Nullable JsonNode resourcePolicy,
            List<JsonNode> endpointPolicies) {

        /** Returns the request of a role whose own policies allow everything, too. */
        Request allowedEverything() {
            List<JsonNode> all =
                    Stream.concat(role.stream(), Stream.of(EVERYTHING)).toList();
            return new Request(principal, all, action, resource, account, context, resourcePolicy, endpointPolicies);
        }

        Request calls(String called) {
            return new Request(principal, role, called, resource, account, context, resourcePolicy, endpointPolicies);
        }

        Stream<Request> callsEach(List<String> actions) {
            return actions.stream().map(this::calls);
        }

        Request on(String other) {
            return new Request(principal, role, action, other, account, context, resourcePolicy, endpointPolicies);
        }

        Request ofAccount(String other) {
            return new Request(principal, role, action, resource, other, context, resourcePolicy, endpointPolicies);
        }

        Request with(String key, String value) {
            Map<String, String> changed = new TreeMap<>(context);
            changed.put(key, value);
            return new Request(principal, role, action, resource, account, changed, resourcePolicy, endpointPolicies);
        }

        Request with(@Nullable JsonNode policy) {
            return new Request(principal, role, action, resource, account, context, policy, endpointPolicies);
        }

        Request through(List<JsonNode> policies) {
            return new Request(principal, role, action, resource, account, context, resourcePolicy, policies);
        }
    }
}
