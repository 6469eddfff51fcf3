package io.ordertable.infra.data;

import io.ordertable.infra.Guardrails;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.network.Network;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The data, and everything with the same life cycle. */
public final class DataStack extends Stack {

    private static final List<String> READS = List.of(
            "dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan");

    private final Settings settings;
    private final IKey key;
    private final String stream;
    private final IVpc vpc;

    public DataStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.settings = settings;
        key = new TableKey(this, "TableKey", settings).key();
        vpc = Network.vpc(this, settings);
        TableV2 table = new OrderTable(this, "Orders", key, vpc, settings).table();
        stream = Objects.requireNonNull(table.getTableStreamArn());
        if (settings.retained()) {
            new Backups(this, "Backups", table, key, settings);
        }
        if (!settings.reporters().isEmpty()) {
            reportingRole(table.getTableArn());
        }
        // Exports that depended on settings of the app could not be removed while it is deployed.
        exportValue(key.getKeyArn());
        exportValue(stream);
        if (settings.vpcId().isEmpty()) {
            exportValue(vpc.getVpcId());
            vpc.selectSubnets(Network.SUBNETS).getSubnets().forEach(subnet -> {
                exportValue(subnet.getSubnetId());
                exportValue(subnet.getRouteTable().getRouteTableId());
            });
        }
    }

    /** Returns the VPC, from which alone the table's data can be reached. */
    public IVpc vpc() {
        return vpc;
    }

    /** Creates a role that reads the table from outside the VPC. */
    private void reportingRole(String table) {
        Role role = Role.Builder.create(this, "Reporting")
                .description("Reads the table for reports")
                .path(settings.outside())
                .assumedBy(new CompositePrincipal(
                        settings.reporters().stream().map(ArnPrincipal::new).toArray(PrincipalBase[]::new)))
                .build();
        TableAccess access = new TableAccess(table, key.getKeyArn());
        role.addToPolicy(access.allow(READS));
        role.addToPolicy(access.allowKey(this));
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "All indexes of one table", "/^Resource::.*\\/index\\/\\*$/");
        Guardrails.apply(role);
        CfnOutput.Builder.create(this, "ReportingRole")
                .description("Assume this role to read the table; scans consume its capacity")
                .value(role.getRoleArn())
                .build();
    }

    /** Returns the ARN of the stream of the table that the app uses. */
    public String stream() {
        return settings.tableStream().isEmpty() ? stream : settings.tableStream();
    }

    /** Returns access to the table that the app uses, which is another one after a restore. */
    public TableAccess access() {
        String table = "arn:" + getPartition() + ":dynamodb:" + getRegion() + ":" + getAccount() + ":table/"
                + settings.tableName();
        return new TableAccess(table, key.getKeyArn());
    }
}
