package io.ordertable.infra.data;

import static io.ordertable.infra.Statements.*;

import java.util.*;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The access that roles can be given to a table and its key, by their ARNs. Only DynamoDB uses the key, on behalf of a client. */
public record TableAccess(String table, String key, Map<String, String> throughDynamoDb) {

    private static final List<String> KEY_ACTIONS =
            actions("kms", "Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo");

    /** Allows the actions on the table and all its indexes, and the use of the key for them. */
    public List<PolicyStatement> allowing(List<String> actions) {
        return List.of(
                allow("UseTable", actions, table, table + "/index/*"),
                allowIf(throughDynamoDb, "UseKeyThroughDynamoDb", KEY_ACTIONS, key));
    }
}
