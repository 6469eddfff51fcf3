package io.ordertable.infra.data;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.*;
import io.ordertable.infra.network.Network;
import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.kms.*;
import software.constructs.Construct;

/** The data, and everything with the same life cycle. With {@code table-stream} set, the table is one that exists. */
public final class DataStack extends Stack {

    /** All that read or write items. */
    private static final List<String> DATA_ACTIONS = actions(
            "dynamodb",
            "BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PartiQLDelete PartiQLInsert PartiQLSelect"
                    + " PartiQLUpdate PutItem Query Scan UpdateItem");

    private static final List<String> KEY_ACTIONS =
            actions("kms", "Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo");

    private final Settings settings;
    private final IKey key;
    private final String stream;
    private final IVpc vpc;

    public DataStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.settings = settings;
        vpc = Network.vpc(this, settings);
        if (settings.tableKey().isEmpty()) {
            key = OrderTable.key(this, settings);
            exportValue(key.getKeyArn());
        } else {
            key = Key.fromKeyArn(this, "TableKey", settings.tableKey());
        }
        if (settings.tableStream().isEmpty()) {
            stream = Objects.requireNonNull(new OrderTable(settings)
                    .create(new Construct(this, "Orders"), key, policy())
                    .getTableStreamArn());
            exportValue(stream);
        } else {
            stream = settings.tableStream();
        }
        if (!settings.reporters().isEmpty()) {
            reportingRole();
        }
        // Not the roles of AWS Backup, which deletes what has expired, and copies to other regions.
        Statements.guard(this);
        if (settings.retained()) {
            new Backups(this, "Backups", settings.tableArn(this), key, settings);
        }
        // Exports that depended on settings of the app could not be removed while it is deployed.
        if (settings.vpcId().isEmpty()) {
            exportValue(vpc.getVpcId());
            vpc.selectSubnets(Network.SUBNETS).getSubnets().forEach(subnet -> {
                exportValue(subnet.getSubnetId());
                exportValue(subnet.getRouteTable().getRouteTableId());
            });
        }
    }

    /**
     * Denies data to those who are not in the VPC, whatever their own policies allow. Exceptions are roles for that purpose, such as
     * that of DAX, whose nodes are in a network of AWS, and roles of services: without its own, DynamoDB would stop replicating, and
     * it fills a new replica with the role that CloudFormation uses.
     */
    private PolicyDocument policy() {
        String roles = "arn:" + getPartition() + ":iam::" + getAccount() + ":role";
        List<String> outside = new ArrayList<>(settings.administrators());
        outside.addAll(List.of(
                roles + settings.outside() + "*",
                roles + "/aws-service-role/*",
                roles + "/cdk-*-cfn-exec-role-" + getAccount() + "-" + getRegion()));
        Map<String, Map<String, ?>> outsideTheVpc = Map.of(
                "StringNotEquals", Map.of("aws:SourceVpc", vpc.getVpcId()),
                "ArnNotLike", Map.of("aws:PrincipalArn", outside));
        String table = settings.tableArn(this);
        return PolicyDocument.Builder.create()
                .statements(List.of(anybody(
                        denyIf(outsideTheVpc, "DataOnlyInsideTheVpc", DATA_ACTIONS, table, table + "/index/*"))))
                .build();
    }

    /** Returns the VPC, from which alone the table's data can be reached. */
    public IVpc vpc() {
        return vpc;
    }

    /** Creates a role that reads the table from outside the VPC. */
    private void reportingRole() {
        Role role = Role.Builder.create(this, "Reporting")
                .description("Reads the table for reports")
                .path(settings.outside())
                .assumedBy(new CompositePrincipal(
                        settings.reporters().stream().map(ArnPrincipal::new).toArray(PrincipalBase[]::new)))
                .build();
        allowing(actions("dynamodb", "BatchGetItem DescribeTable GetItem Query Scan"))
                .forEach(role::addToPolicy);
        Resources.output(this, "ReportingRole", "Reads the table; scans consume its capacity", role.getRoleArn());
    }

    /** Returns the ARN of the table's stream. */
    public String stream() {
        return stream;
    }

    /** Returns the ARN of the table's key. */
    public String key() {
        return key.getKeyArn();
    }

    /**
     * Allows the actions on the table and its indexes, and DynamoDB to use the key for them. After a restore, or if it is a replica, the
     * table is not a resource of this stack.
     */
    public List<PolicyStatement> allowing(List<String> actions) {
        String table = settings.tableArn(this);
        return List.of(allow("UseTable", actions, table, table + "/index/*"), allowingKey());
    }

    /** Allows DynamoDB to use the key for the table. */
    public PolicyStatement allowingKey() {
        return allowIf(settings.through("dynamodb"), "UseKeyThroughDynamoDb", KEY_ACTIONS, key());
    }
}
