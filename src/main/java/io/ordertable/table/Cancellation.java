package io.ordertable.table;

import io.ordertable.calls.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why DynamoDB canceled a transaction: one reason for each of its items, in the order of the request. */
public final class Cancellation {

    private final TransactionCanceledException canceled;
    private final List<CancellationReason> reasons;

    /** Reads the reasons. */
    public Cancellation(TransactionCanceledException canceled) {
        this.canceled = canceled;
        this.reasons = canceled.cancellationReasons();
    }

    /** Whether the condition of the item at this place in the request failed. */
    public boolean conditionFailed(int item) {
        return kind(item) == FailureKind.CONDITION_FAILED;
    }

    /** The item that made the condition at this place fail; empty where there was none, or it was not asked for. */
    public Optional<Map<String, AttributeValue>> existing(int item) {
        return conditionFailed(item) && reasons.get(item).hasItem()
                ? Optional.of(reasons.get(item).item())
                : Optional.empty();
    }

    /** Whether DynamoDB did not evaluate the condition at this place, mostly because another transaction held the item. */
    public boolean undecided(int item) {
        FailureKind kind = kind(item);
        return kind != null && kind != FailureKind.CONDITION_FAILED;
    }

    /** Returns the failure of the item at this place alone, as if all other conditions had held. */
    public TransactionCanceledException failureOf(int item) {
        return canceled.toBuilder().cancellationReasons(reasons.get(item)).build();
    }

    private @Nullable FailureKind kind(int item) {
        return item < reasons.size() ? FailureKind.ofReason(reasons.get(item)) : null;
    }
}
