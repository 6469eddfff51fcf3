package io.ordertable.table;

import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Condition expressions that features share. */
public final class Conditions {

    /** The item exists. */
    public static final Expression EXISTS =
            Expression.builder().expression("attribute_exists(PK)").build();

    /** The item does not exist. */
    public static final Expression ABSENT =
            Expression.builder().expression("attribute_not_exists(PK)").build();

    private Conditions() {}

    /** Returns the condition that the item has this version. */
    public static Expression version(long expected) {
        return Expression.builder()
                .expression("version = :expected_version")
                .putExpressionValue(":expected_version", AttributeValue.fromN(Long.toString(expected)))
                .build();
    }

    /** Returns the condition that the item belongs to the user. */
    public static Expression belongsTo(UUID userId) {
        return Expression.builder()
                .expression("user_id = :user_id")
                .putExpressionValue(":user_id", AttributeValue.fromS(userId.toString()))
                .build();
    }
}
