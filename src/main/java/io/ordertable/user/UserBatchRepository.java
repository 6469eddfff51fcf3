package io.ordertable.user;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.FailureKind;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.BatchReads;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks up many users at once. */
@Repository
class UserBatchRepository {

    private final DynamoDbCalls calls;
    private final BatchReads reads;

    UserBatchRepository(DynamoDbCalls calls, BatchReads reads) {
        this.calls = calls;
        this.reads = reads;
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
                () -> BatchReads.MAX_KEYS,
                batch -> lookUp(batch, existing),
                ids -> HashedKey.describeCall(
                        "BatchGetItem", "table", ids.stream().map(Keys::user)));
        if (!left.isEmpty()) {
            throw new CallFailedException(FailureKind.THROTTLED, "not all users were looked up", null);
        }
        return existing;
    }

    private List<UUID> lookUp(List<UUID> userIds, Set<UUID> existing) {
        BatchReads.Result result = reads.read(userIds.stream().map(Keys::profileOf), true, List.of(TableItem.PK));
        result.items().forEach(item -> existing.add(userId(item)));
        return result.unprocessedKeys().stream()
                .map(UserBatchRepository::userId)
                .toList();
    }

    private static UUID userId(Map<String, AttributeValue> key) {
        return Keys.userId(Objects.requireNonNull(key.get(TableItem.PK)).s());
    }
}
