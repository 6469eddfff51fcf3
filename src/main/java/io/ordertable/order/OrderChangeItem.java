package io.ordertable.order;

import io.ordertable.table.Conditions;
import io.ordertable.table.StatusShards;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a change writes to the item of an order, and on which condition.
 *
 * @param item has only the attributes to set, besides the key
 */
record OrderChangeItem(OrderItem item, Expression condition) {

    /** A condition that no stored order fulfils. */
    private static final String NEVER = "attribute_not_exists(PK)";

    /**
     * Returns a step of an order that was not read. It needs the version, a status that allows the step, and lines with as many pieces
     * as the shipment has.
     */
    static OrderChangeItem step(OrderKey key, long expectedVersion, OrderChange step, StatusShards shards) {
        OrderStatus next = Objects.requireNonNull(step.to());
        OrderItem item = new OrderItem();
        item.moveTo(next, key, shards);
        item.steps = Map.of(next, Step.of(step, expectedVersion + 1));
        item.payment = step.payment();
        item.shipments = step.shipment() == null ? null : List.of(step.shipment());
        item.complete(key, step.at(), expectedVersion + 1);
        return new OrderChangeItem(item, allows(expectedVersion, step));
    }

    /** Returns the change of an order that was read, with the step to the status before, which may be derived. It needs the version. */
    static OrderChangeItem difference(Order before, Order after, StatusShards shards) {
        OrderItem item = new OrderItem();
        if (after.status() != before.status()) {
            item.moveTo(after.status(), after.key(), shards);
        }
        after.history().steps().forEach((status, step) -> {
            if (status == before.status() || status == after.status()) {
                item.put(status, step);
            }
        });
        item.payment = changed(before.history().payment(), after.history().payment());
        item.shipments = changed(before.history().shipments(), after.history().shipments());
        item.changes = changed(before.history().changes(), after.history().changes());
        item.metadata = changed(before.metadata(), after.metadata());
        item.complete(after.key(), after.updatedAt(), after.version());
        return new OrderChangeItem(item, Conditions.version(before.version()));
    }

    private static Expression allows(long expectedVersion, OrderChange step) {
        Expression.Builder condition = Expression.builder()
                .putExpressionValue(":expected", AttributeValue.fromN(Long.toString(expectedVersion)));
        String status = Objects.requireNonNull(step.to())
                .sources()
                .map(source -> has(source, condition))
                .collect(Collectors.joining(" OR "));
        StringBuilder expression =
                new StringBuilder("version = :expected AND ").append(status.isEmpty() ? NEVER : "(" + status + ")");
        for (Shipment.Line line : step.shippedLines()) {
            condition.putExpressionName("#lines", "lines");
            condition.putExpressionValue(
                    ":q" + line.line(), AttributeValue.fromN(line.quantity().toString()));
            expression.append(" AND #lines[" + (line.line() - 1) + "].quantity >= :q" + line.line());
        }
        return condition.expression(expression.toString()).build();
    }

    /** Requires the status, and the step that led to it. Earlier versions of this service change the status without it. */
    private static String has(OrderStatus status, Expression.Builder condition) {
        String code = status.code();
        condition.putExpressionName("#status", OrderItem.STATUS);
        condition.putExpressionValue(":" + code, AttributeValue.fromS(code));
        if (status == OrderStatus.PENDING) {
            return "#status = :" + code;
        }
        condition.putExpressionName("#" + code, code);
        return "#status = :" + code + " AND attribute_exists(#" + code + ")";
    }

    private static <T> @Nullable T changed(@Nullable T before, @Nullable T after) {
        return Objects.equals(before, after) ? null : after;
    }
}
