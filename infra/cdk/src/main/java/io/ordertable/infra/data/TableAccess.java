package io.ordertable.infra.data;

import static io.ordertable.infra.Statements.*;

import java.util.*;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The access that roles can be given to the table.
 *
 * @param table ARN of the table
 * @param key ARN of the key that encrypts it
 * @param throughDynamoDb the condition that the key is used by DynamoDB on behalf of a client, which itself cannot use it
 */
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
