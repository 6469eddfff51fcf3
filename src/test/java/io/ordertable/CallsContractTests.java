package io.ordertable;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.MappedTableResource;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * In production the service is allowed what its code calls: each call of the SDK's DynamoDB clients in the bytecode, but for those
 * that make the table, which production forbids.
 */
class CallsContractTests {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ordertable");

    private static final String CREATOR = "io.ordertable.table.TableCreator";

    /** Methods that call DynamoDB, by the name of its operation. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            entry("getItem", "GetItem"),
            entry("putItem", "PutItem"),
            entry("updateItem", "UpdateItem"),
            entry("deleteItem", "DeleteItem"),
            entry("query", "Query"),
            entry("batchGetItem", "BatchGetItem"),
            entry("batchWriteItem", "BatchWriteItem"),
            entry("transactWriteItems", "TransactWriteItems"),
            entry("describeTable", "DescribeTable"),
            entry("describeContinuousBackups", "DescribeContinuousBackups"),
            entry("describeTimeToLive", "DescribeTimeToLive"),
            entry("describeContributorInsights", "DescribeContributorInsights"));

    private static final String DESCRIPTION = "Describe";

    /** The parts of a transaction, which needs their permissions and none of its own. */
    private static final Map<String, String> PARTS = Map.of(
            "addPutItem", "PutItem",
            "addUpdateItem", "UpdateItem",
            "addDeleteItem", "DeleteItem",
            "addConditionCheck", "ConditionCheckItem");

    /** Methods that call nothing. */
    private static final Set<String> LOCAL = Set.of(
            "<init>",
            "table",
            "index",
            "builder",
            "tableSchema",
            "tableName",
            "serviceClientConfiguration",
            "serviceName",
            "close");

    @Test
    void theInfrastructureListsEachOperation() {
        assertThat(called().filter(operation -> !operation.startsWith(DESCRIPTION)))
                .containsExactlyElementsOf(strings("operations"));
    }

    @Test
    void theTaskRoleIsAllowedExactlyWhatTheCodeCalls() {
        SortedSet<String> actions = Stream.concat(
                        called().filter(operation -> !operation.startsWith("Transact")), transacted())
                .map(name -> "dynamodb:" + name)
                .collect(toCollection(TreeSet::new));

        assertThat(actions)
                .containsExactlyInAnyOrderElementsOf(Stream.of("actions", "descriptions")
                        .flatMap(part -> strings(part).stream())
                        .toList());
    }

    /** Returns the operations, and fails on a method that this test does not list. */
    private static Stream<String> called() {
        List<String> methods = accesses()
                .filter(access -> Stream.of(
                                        DynamoDbClient.class, DynamoDbEnhancedClient.class, MappedTableResource.class)
                                .anyMatch(client -> access.getTargetOwner().isAssignableTo(client))
                        || access.getTargetOwner().getSimpleName().equals("DynamoDbIndex"))
                .map(access -> access.getTarget().getName().replaceFirst("WithResponse$", ""))
                .filter(method -> !LOCAL.contains(method))
                .distinct()
                .toList();
        assertThat(OPERATIONS).containsKeys(methods.toArray(String[]::new));
        return methods.stream().map(OPERATIONS::get).sorted().distinct();
    }

    private static Stream<String> transacted() {
        List<String> methods = accesses()
                .filter(access ->
                        access.getTargetOwner().isEquivalentTo(TransactWriteItemsEnhancedRequest.Builder.class))
                .map(access -> access.getTarget().getName())
                .filter(method -> method.startsWith("add"))
                .distinct()
                .toList();
        assertThat(PARTS).containsKeys(methods.toArray(String[]::new));
        return methods.stream().map(PARTS::get);
    }

    private static Stream<JavaAccess<?>> accesses() {
        return CLASSES.stream()
                .filter(CallsContractTests::runsInProduction)
                .flatMap(type -> type.getAccessesFromSelf().stream());
    }

    /** A client that wraps another calls only what is called of itself. */
    private static boolean runsInProduction(JavaClass type) {
        return !type.getName().startsWith(CREATOR) && !type.isAssignableTo(DynamoDbClient.class);
    }

    private static List<String> strings(String member) {
        return InfrastructureContract.part("calls")
                .path(member)
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
