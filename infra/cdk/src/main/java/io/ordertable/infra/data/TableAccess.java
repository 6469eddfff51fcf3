package io.ordertable.infra.data;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.Statements;
import java.util.List;
import java.util.Map;
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

    /** All that read or write items. */
    private static final List<String> DATA_ACTIONS = actions(
            "dynamodb",
            "BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert PartiQLSelect"
                    + " PartiQLUpdate PutItem Query Scan UpdateItem");

    /** Allows the actions on the table and all its indexes, and the use of the key for them. */
    public List<PolicyStatement> allowing(List<String> actions) {
        return List.of(
                allow("UseTable", actions, table, table + "/index/*"),
                allowIf(throughDynamoDb, "UseKeyThroughDynamoDb", KEY_ACTIONS, key));
    }

    /**
     * Denies data to those who are not in the VPC, whatever their own policies allow. Changes of the table itself are not data:
     * CloudFormation makes them from outside.
     *
     * @param principals ARNs, with wildcards, of those who need not be in the VPC
     */
    static PolicyStatement denyOutside(String table, String vpc, List<String> principals) {
        return Statements.anybody(Statements.denyIf(
                Map.of(
                        "StringNotEquals",
                        Map.of("aws:SourceVpc", vpc),
                        "ArnNotLike",
                        Map.of("aws:PrincipalArn", principals)),
                "DataOnlyInsideTheVpc",
                DATA_ACTIONS,
                table,
                table + "/index/*"));
    }
}
