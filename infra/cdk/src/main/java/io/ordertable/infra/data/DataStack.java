package io.ordertable.infra.data;

import io.ordertable.infra.settings.Settings;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/** The data, and everything with the same life cycle. */
public final class DataStack extends Stack {

    private final IKey key;
    private final TableV2 table;

    public DataStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        key = new TableKey(this, "TableKey", settings).key();
        table = new OrderTable(this, "Orders", key, settings).table();
        if (settings.table().retained()) {
            new Backups(this, "Backups", table, key, settings);
        }
    }

    public TableV2 table() {
        return table;
    }

    /** Returns the ARN of the table's stream. */
    public String stream() {
        return Objects.requireNonNull(table.getTableStreamArn());
    }

    /** Returns the access that roles can be given. */
    public TableAccess access() {
        return new TableAccess(table.getTableArn(), key.getKeyArn());
    }
}
