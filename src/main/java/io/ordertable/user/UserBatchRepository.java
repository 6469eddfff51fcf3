package io.ordertable.user;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.FailureKind;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.Keys;
import io.ordertable.table.TableProperties;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

/** Looks up many users at once. */
@Repository
class UserBatchRepository {

    /** The most keys in a BatchGetItem. */
    private static final int MAX_READ = 100;

    private final DynamoDbCalls calls;
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<UserItem> users;

    UserBatchRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties) {
        this.calls = calls;
        this.client = client;
        this.users = client.table(properties.name(), UserItem.SCHEMA);
    }

    /**
     * Returns which of the users exist.
     *
     * @throws CallFailedException if DynamoDB leaves some unprocessed because of throttling
     */
    Set<UUID> existing(Set<UUID> userIds) {
        Set<UUID> existing = new HashSet<>();
        List<UUID> left = calls.batch(
                userIds,
                () -> MAX_READ,
                batch -> lookUp(batch, existing),
                ids -> HashedKey.describeCall(
                        "BatchGetItem", "table", ids.stream().map(Keys::user)));
        if (!left.isEmpty()) {
            throw new CallFailedException(FailureKind.THROTTLED, "not all users were looked up", null);
        }
        return existing;
    }

    /** Takes only the first page, because the SDK's iterator would go on to the keys left over without a pause. */
    private List<UUID> lookUp(List<UUID> userIds, Set<UUID> existing) {
        ReadBatch.Builder<UserItem> batch = ReadBatch.builder(UserItem.class).mappedTableResource(users);
        userIds.forEach(
                userId -> batch.addGetItem(r -> r.key(Keys.profileOf(userId)).consistentRead(true)));
        BatchGetResultPage page = client.batchGetItem(
                        r -> r.addReadBatch(batch.build()).returnConsumedCapacity(INDEXES))
                .iterator()
                .next();
        page.resultsForTable(users).forEach(item -> existing.add(item.toUser().userId()));
        return page.unprocessedKeysForTable(users).stream()
                .map(key -> Keys.userId(key.partitionKeyValue().s()))
                .toList();
    }
}
