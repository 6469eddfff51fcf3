package io.ordertable.infra.data;

import io.ordertable.infra.Settings;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The data, and everything with the same life cycle. */
public final class DataStack extends Stack {

    private final Settings settings;
    private final IKey key;
    private final String stream;

    public DataStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.settings = settings;
        key = new TableKey(this, "TableKey", settings).key();
        TableV2 table = new OrderTable(this, "Orders", key, settings).table();
        stream = Objects.requireNonNull(table.getTableStreamArn());
        if (settings.retained()) {
            new Backups(this, "Backups", table, key, settings);
        }
        // Exports that depended on settings of the app could not be removed while it is deployed.
        exportValue(key.getKeyArn());
        exportValue(stream);
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
