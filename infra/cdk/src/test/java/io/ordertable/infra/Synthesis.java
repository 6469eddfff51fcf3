package io.ordertable.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** The templates of an environment. Each is synthesized once for all tests, because that takes seconds. */
final class Synthesis {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Settings, Synthesis> KNOWN = new ConcurrentHashMap<>();

    private final List<Stack> stacks;
    private final Map<String, JsonNode> templates = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();

    private Synthesis(Settings settings) {
        App app = app();
        stacks = new Ordertable(app, settings).stacks();
        CloudAssembly assembly = app.synth();
        stacks.forEach(stack -> templates.put(
                stack.getStackName(),
                read(assembly.getStackByName(stack.getStackName()).getTemplateFullPath())));
        Intrinsics intrinsics = new Intrinsics(exports(templates));
        stacks.forEach(stack -> read(stack.getStackName(), templates.get(stack.getStackName()), intrinsics));
    }

    static App app() {
        return new App(AppProps.builder()
                .context(context())
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build());
    }

    static Synthesis of(Settings settings) {
        return KNOWN.computeIfAbsent(settings, Synthesis::new);
    }

    List<Stack> stacks() {
        return stacks;
    }

    /** Returns the templates by the names of their stacks. */
    Map<String, JsonNode> templates() {
        return templates;
    }

    List<Resource> resources() {
        return resources;
    }

    /** Returns all resources of a type, such as {@code AWS::EC2::VPC}. */
    List<Resource> all(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /** Returns the only resource of a type. */
    Resource the(String type) {
        List<Resource> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " resources of type " + type);
        }
        return found.getFirst();
    }

    /** Returns the task that this family ends with, such as {@code -backfill}. */
    Resource task(String family) {
        return all("AWS::ECS::TaskDefinition").stream()
                .filter(task -> task.text("/Family").endsWith(family))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the task of the service. */
    Resource task() {
        return task("-service");
    }

    /** Returns the resource that {@code ${Id}} or {@code ${Id.Attribute}} refers to. */
    Resource referred(String reference) {
        String id = reference.replaceAll("^\\$\\{([A-Za-z0-9]+).*", "$1");
        return resources.stream()
                .filter(resource -> resource.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no resource " + reference));
    }

    private void read(String stack, JsonNode template, Intrinsics intrinsics) {
        template.path("Resources").properties().forEach(resource -> {
            JsonNode definition = resource.getValue();
            resources.add(new Resource(
                    stack,
                    resource.getKey(),
                    definition.path("Type").asText(),
                    intrinsics.resolve(definition.path("Properties")),
                    definition));
        });
    }

    private static Map<String, JsonNode> exports(Map<String, JsonNode> templates) {
        Map<String, JsonNode> exports = new HashMap<>();
        templates.values().stream()
                .flatMap(template -> Resource.stream(template.path("Outputs")))
                .filter(output -> output.has("Export"))
                .forEach(
                        output -> exports.put(output.path("Export").path("Name").asText(), output.path("Value")));
        return exports;
    }

    /** Returns the context that the CDK command line would pass. The functions' zips need not be copied. */
    private static Map<String, Object> context() {
        ObjectNode context = (ObjectNode) read("cdk.json").path("context");
        return JSON.convertValue(context.put("aws:cdk:disable-asset-staging", true), new TypeReference<>() {});
    }

    private static JsonNode read(String file) {
        try {
            return JSON.readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
