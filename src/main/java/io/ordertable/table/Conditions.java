package io.ordertable.table;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Condition expressions that both features use. */
public final class Conditions {

    /** The item is there. */
    public static final Expression EXISTS =
            Expression.builder().expression("attribute_exists(PK)").build();

    /** The item is not there. */
    public static final Expression ABSENT =
            Expression.builder().expression("attribute_not_exists(PK)").build();

    private Conditions() {}

    /** The item is there in this version. */
    public static Expression version(long expected) {
        return Expression.builder()
                .expression("version = :expected_version")
                .expressionValues(Map.of(":expected_version", AttributeValue.fromN(Long.toString(expected))))
                .build();
    }

    /** The item is there and belongs to the user. */
    public static Expression belongsTo(UUID userId) {
        return Expression.builder()
                .expression("user_id = :user_id")
                .expressionValues(Map.of(":user_id", AttributeValue.fromS(userId.toString())))
                .build();
    }
}
