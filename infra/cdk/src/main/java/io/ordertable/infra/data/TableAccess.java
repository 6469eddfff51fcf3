package io.ordertable.infra.data;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * The table as roles see it.
 *
 * @param table its ARN
 * @param key the ARN of what encrypts it
 */
public record TableAccess(String table, String key) {

    /** What a client needs of the key; DynamoDB uses it in the client's name, and the client can do nothing with it itself. */
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

    /** Allows what those need of the key. */
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

    /** Whatever else a role is ever given: the table is changed by its own stack only. */
    public PolicyStatement denyAdministration() {
        return PolicyStatement.Builder.create()
                .sid("NeverChangeTable")
                .effect(Effect.DENY)
                .actions(List.of("dynamodb:DeleteTable", "dynamodb:UpdateTable"))
                .resources(List.of(table))
                .build();
    }
}
