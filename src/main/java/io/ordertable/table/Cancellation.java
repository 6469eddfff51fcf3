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
public record Cancellation(TransactionCanceledException exception) {

    /** Returns whether the condition of this item failed. */
    public boolean conditionFailed(int item) {
        return kind(item) == FailureKind.CONDITION_FAILED;
    }

    /** Returns the stored item that failed the condition; empty if there is none, or the request did not ask for it. */
    public Optional<Map<String, AttributeValue>> existing(int item) {
        return conditionFailed(item) && reasons().get(item).hasItem()
                ? Optional.of(reasons().get(item).item())
                : Optional.empty();
    }

    /** Returns whether DynamoDB did not evaluate the condition of this item, usually because another transaction held the item. */
    public boolean undecided(int item) {
        FailureKind kind = kind(item);
        return kind != null && kind != FailureKind.CONDITION_FAILED;
    }

    /** Returns the failure of this item alone, as if all other conditions had held. */
    public TransactionCanceledException failureOf(int item) {
        return exception.toBuilder().cancellationReasons(reasons().get(item)).build();
    }

    private @Nullable FailureKind kind(int item) {
        return item < reasons().size() ? FailureKind.ofReason(reasons().get(item)) : null;
    }

    private List<CancellationReason> reasons() {
        return exception.cancellationReasons();
    }
}
