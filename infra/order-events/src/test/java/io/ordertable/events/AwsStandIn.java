package io.ordertable.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a stand-in for the AWS CLI calls. Passes on what DynamoDB Local supports, and simulates the rest. As in AWS, a table that is
 * being changed cannot be changed again.
 */
final class AwsStandIn implements AutoCloseable {

    /** The script of the stand-in, which takes a service, an operation and {@code --cli-input-json}. */
    static final String COMMAND = """
            #!/bin/bash
            [[ $3 == --cli-input-json ]] || exit 252
            answer=$(curl --silent --write-out '\\n%{http_code}' --data-binary "$4" "$AWS_STAND_IN/$2")
            [[ ${answer##*$'\\n'} == 200 ]] && echo "${answer%$'\\n'*}" && exit
            echo "An error occurred (${answer%$'\\n'*}) when calling the $2 operation: No." >&2
            exit 254
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalService service;
    private final HttpServer server;
    private final List<String> changes = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, ObjectNode> simulated = new HashMap<>();
    private final Map<String, Integer> busy = new HashMap<>();

    AwsStandIn(LocalService service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns what the stand-in knows of a table: properties in {@code table}, and what belongs to it. */
    ObjectNode of(String table) {
        return simulated.computeIfAbsent(table, name -> JSON.createObjectNode());
    }

    /** Returns the operations that changed something, in order. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    /** Lets the next call of an operation fail. */
    void failNext(String operation) {
        failing.add(operation);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation = exchange.getRequestURI().getPath().substring(1);
            JsonNode input = JSON.readTree(exchange.getRequestBody());
            int status = 200;
            String body;
            try {
                body = call(operation, input).toString();
            } catch (AwsError e) {
                status = 400;
                body = e.getMessage();
            }
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private JsonNode call(String operation, JsonNode input) {
        boolean reads = operation.matches("(describe|get|list)-.*");
        String table = table(input);
        if (failing.remove(operation)) {
            throw new AwsError("InternalServerError");
        }
        if (!reads && busy.getOrDefault(table, 0) > 0) {
            throw new AwsError("ResourceInUseException");
        }
        if (!reads) {
            changes.add(operation);
        }
        return switch (operation) {
            case "describe-table" -> describe(table, input);
            case "update-table" -> update(table, input);
            case "describe-time-to-live" -> service.dynamoDb("DescribeTimeToLive", input);
            case "update-time-to-live" -> service.dynamoDb("UpdateTimeToLive", input);
            case "list-tags-of-resource" -> object("Tags", of(table).path("tags"));
            case "tag-resource" -> of(table).set("tags", input.path("Tags"));
            case "describe-continuous-backups" ->
                object(
                        "ContinuousBackupsDescription",
                        object("PointInTimeRecoveryDescription", of(table).path("recovery")));
            case "update-continuous-backups" -> {
                ObjectNode recovery = of(table).putObject("recovery");
                recovery.setAll((ObjectNode) input.path("PointInTimeRecoverySpecification"));
                yield recovery.put("PointInTimeRecoveryStatus", "ENABLED");
            }
            case "describe-contributor-insights" ->
                input.<ObjectNode>deepCopy()
                        .setAll(of(table).withObject(insights(input)).deepCopy());
            case "update-contributor-insights" ->
                of(table)
                        .withObject(insights(input))
                        .put("ContributorInsightsStatus", "ENABLING")
                        .set("ContributorInsightsMode", input.path("ContributorInsightsMode"));
            case "get-resource-policy" -> {
                if (!of(table).has("policy")) {
                    throw new AwsError("PolicyNotFoundException");
                }
                yield object("Policy", of(table).path("policy"));
            }
            case "put-resource-policy" -> of(table).set("policy", input.path("Policy"));
            case "delete-resource-policy" -> of(table).without("policy");
            case "describe-scalable-targets" ->
                object("ScalableTargets", of(table).withArray("targets"));
            case "describe-scaling-policies" -> object("ScalingPolicies", policiesOf(table, input.path("ResourceId")));
            case "register-scalable-target" -> of(table).withArray("targets").add(input);
            case "put-scaling-policy" -> of(table).withArray("policies").add(input);
            case "restore-table-to-point-in-time" -> restore(table, input);
            case "restore-table-from-backup" ->
                restore(table(input.path("BackupArn").asText()), input);
            case "get-recovery-point-restore-metadata" ->
                object("RestoreMetadata", JSON.createObjectNode().put("originalTableName", LocalService.TABLE));
            case "start-restore-job" ->
                restore(
                        input.at("/Metadata/originalTableName").asText(),
                        JSON.createObjectNode()
                                .put(
                                        "TargetTableName",
                                        input.at("/Metadata/targetTableName").asText()));
            default -> throw new AwsError("InvalidAction");
        };
    }

    private JsonNode describe(String table, JsonNode input) {
        ObjectNode description;
        try {
            description = (ObjectNode) service.dynamoDb("DescribeTable", input).path("Table");
        } catch (AssertionError e) {
            throw new AwsError("ResourceNotFoundException");
        }
        description.setAll(of(table).withObject("/table"));
        for (JsonNode index : description.path("GlobalSecondaryIndexes")) {
            ((ObjectNode) index)
                    .setAll(of(table)
                            .withObject("/indexes/" + index.path("IndexName").asText()));
        }
        int remaining = busy.merge(table, -1, Integer::sum);
        description.put("TableStatus", remaining < 0 ? "ACTIVE" : "UPDATING");
        return object("Table", description);
    }

    private JsonNode update(String table, JsonNode input) {
        if (input.has("StreamSpecification")) {
            service.dynamoDb("UpdateTable", input);
        }
        change(of(table).withObject("/table"), input);
        for (JsonNode update : input.path("GlobalSecondaryIndexUpdates")) {
            JsonNode index = update.path("Update");
            change(of(table).withObject("/indexes/" + index.path("IndexName").asText()), index);
        }
        busy.put(table, 1);
        return JSON.createObjectNode();
    }

    /** Changes what DynamoDB Local does not have. */
    private static void change(ObjectNode target, JsonNode input) {
        for (String name : List.of("DeletionProtectionEnabled", "OnDemandThroughput", "WarmThroughput")) {
            if (input.has(name)) {
                target.set(name, input.path(name));
            }
        }
        if (input.has("TableClass")) {
            target.set("TableClassSummary", input);
        }
    }

    /** Copies a table without the settings that a restore loses. */
    private JsonNode restore(String source, JsonNode input) {
        String target = input.path("TargetTableName").asText();
        JsonNode original =
                service.dynamoDb("DescribeTable", Map.of("TableName", source)).path("Table");
        ObjectNode creation = JSON.createObjectNode().put("TableName", target).put("BillingMode", "PAY_PER_REQUEST");
        creation.set("AttributeDefinitions", original.path("AttributeDefinitions"));
        creation.set("KeySchema", original.path("KeySchema"));
        for (JsonNode index : original.path("GlobalSecondaryIndexes")) {
            creation.withArray("GlobalSecondaryIndexes")
                    .add(((ObjectNode) index).retain("IndexName", "KeySchema", "Projection"));
        }
        service.dynamoDb("CreateTable", creation);
        for (JsonNode item :
                service.dynamoDb("Scan", Map.of("TableName", source)).path("Items")) {
            service.dynamoDb("PutItem", Map.of("TableName", target, "Item", item));
        }
        of(target)
                .withObject("/table/RestoreSummary")
                .put("SourceTableArn", source)
                .set("RestoreDateTime", input.path("RestoreDateTime"));
        busy.put(target, 3);
        return JSON.createObjectNode();
    }

    private ArrayNode policiesOf(String table, JsonNode resource) {
        ArrayNode policies = JSON.createArrayNode();
        StreamSupport.stream(of(table).withArray("policies").spliterator(), false)
                .filter(policy -> policy.path("ResourceId").equals(resource))
                .forEach(policies::add);
        return policies;
    }

    private static String insights(JsonNode input) {
        return "/insights/" + input.path("IndexName").asText("table");
    }

    /** Returns the table that a call is about. */
    private static String table(JsonNode input) {
        for (String pointer :
                List.of("/TableName", "/SourceTableName", "/ResourceArn", "/ResourceId", "/ResourceIds/0")) {
            if (input.at(pointer).isTextual()) {
                return table(input.at(pointer).asText());
            }
        }
        return "";
    }

    private static String table(String nameOrArn) {
        return nameOrArn.replaceFirst("^(.*:)?table/", "").replaceFirst("/.*", "");
    }

    private static ObjectNode object(String name, JsonNode value) {
        return JSON.createObjectNode().set(name, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
    }

    /** An error of AWS with its code. */
    private static final class AwsError extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AwsError(String code) {
            super(code);
        }
    }
}
