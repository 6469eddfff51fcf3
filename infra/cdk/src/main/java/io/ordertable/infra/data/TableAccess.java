package io.ordertable.infra.data;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The access that roles can be given to the table.
 *
 * @param table ARN of the table
 * @param key ARN of the key that encrypts it
 */
public record TableAccess(String table, String key) {

    /** What DynamoDB does with the key on behalf of a client. The client itself cannot use the key. */
    private static final List<String> KEY_ACTIONS = List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    /** Allows the actions on the table and all its indexes. */
    public PolicyStatement allow(List<String> actions) {
        return PolicyStatement.Builder.create()
                .sid("UseTable")
                .actions(actions)
                .resources(List.of(table, table + "/index/*"))
                .build();
    }

    /** Allows the use of the key through DynamoDB. */
    public PolicyStatement allowKey(Stack stack) {
        return PolicyStatement.Builder.create()
                .sid("UseKeyThroughDynamoDb")
                .actions(KEY_ACTIONS)
                .resources(List.of(key))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("kms:ViaService", "dynamodb." + stack.getRegion() + "." + stack.getUrlSuffix())))
                .build();
    }

    /** Denies changes of the table, whatever else a role may be allowed: only its stack changes it. */
    public PolicyStatement denyAdministration() {
        return PolicyStatement.Builder.create()
                .sid("NeverChangeTable")
                .effect(Effect.DENY)
                .actions(List.of("dynamodb:DeleteTable", "dynamodb:UpdateTable"))
                .resources(List.of(table))
                .build();
    }
}
