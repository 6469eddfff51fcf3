package io.ordertable.infra.data;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;

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

    /** All that read or write items. */
    private static final List<String> DATA_ACTIONS = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLSelect",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem");

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

    /**
     * Denies data to those who are not in the VPC, whatever their own policies allow. Changes of the table itself are not data:
     * CloudFormation makes them from outside.
     *
     * @param principals ARNs, with wildcards, of those who need not be in the VPC
     */
    PolicyStatement denyOutside(String vpc, List<String> principals) {
        return PolicyStatement.Builder.create()
                .sid("DataOnlyInsideTheVpc")
                .effect(Effect.DENY)
                .principals(List.of(new StarPrincipal()))
                .actions(DATA_ACTIONS)
                .resources(List.of(table, table + "/index/*"))
                .conditions(Map.of(
                        "StringNotEquals",
                        Map.of("aws:SourceVpc", vpc),
                        "ArnNotLike",
                        Map.of("aws:PrincipalArn", principals)))
                .build();
    }
}
