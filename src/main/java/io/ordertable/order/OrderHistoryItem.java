package io.ordertable.order;

import io.ordertable.table.Change;
import io.ordertable.table.RecordConverter;
import io.ordertable.table.TableItem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stored form of an order's history. Each step is an attribute named after its status, so that one UpdateItem can add it to any
 * order.
 */
@NullUnmarked
abstract class OrderHistoryItem extends TableItem {

    private static final RecordConverter<Step> STEP = RecordConverter.of(Step.class);

    static final StaticTableSchema<OrderHistoryItem> SCHEMA = steps(StaticTableSchema.builder(OrderHistoryItem.class))
            .extend(TableItem.SCHEMA)
            .addAttribute(String.class, a -> a.name("placed_by")
                    .getter(item -> item.placedBy)
                    .setter((item, value) -> item.placedBy = value))
            .addAttribute(Payment.class, a -> a.name("payment")
                    .attributeConverter(RecordConverter.of(Payment.class))
                    .getter(item -> item.payment)
                    .setter((item, value) -> item.payment = value))
            .addAttribute(EnhancedType.listOf(Shipment.class), a -> a.name("shipments")
                    .attributeConverter(RecordConverter.listOf(Shipment.class))
                    .getter(item -> item.shipments)
                    .setter((item, value) -> item.shipments = value))
            .addAttribute(EnhancedType.listOf(Change.class), a -> a.name("changes")
                    .attributeConverter(RecordConverter.listOf(Change.class))
                    .getter(item -> item.changes)
                    .setter((item, value) -> item.changes = value))
            .build();

    Map<OrderStatus, Step> steps = Map.of();
    Payment payment;
    List<Shipment> shipments;
    List<Change> changes;
    private String placedBy;

    private static StaticTableSchema.Builder<OrderHistoryItem> steps(
            StaticTableSchema.Builder<OrderHistoryItem> schema) {
        for (OrderStatus status : OrderStatus.values()) {
            schema.addAttribute(Step.class, a -> a.name(status.code())
                    .attributeConverter(STEP)
                    .getter(item -> item.steps.get(status))
                    .setter((item, step) -> item.put(status, step)));
        }
        return schema;
    }

    /** Returns the attributes of the steps that a stored item lacks. */
    static Map<String, AttributeValue> missingSteps(Map<String, AttributeValue> stored, History history) {
        return history.steps().entrySet().stream()
                .filter(step -> !stored.containsKey(step.getKey().code()))
                .collect(Collectors.toMap(step -> step.getKey().code(), step -> STEP.transformFrom(step.getValue())));
    }

    void put(History history) {
        placedBy = history.placedBy() == null ? null : history.placedBy().code();
        steps = history.steps();
        payment = history.payment();
        shipments = history.shipments().isEmpty() ? null : history.shipments();
        changes = history.changes().isEmpty() ? null : history.changes();
    }

    void put(OrderStatus status, Step step) {
        if (steps.isEmpty()) {
            steps = new EnumMap<>(OrderStatus.class);
        }
        steps.put(status, step);
    }

    /** Returns the history of an order with these lines, with the step to its current status. */
    History toHistory(List<OrderLine> ordered, OrderStatus current, Instant updatedAt, long version) {
        Actor actor = placedBy == null ? null : Actor.fromCode(placedBy);
        if (actor != null && current == OrderStatus.PENDING && changes == null) {
            return History.of(actor);
        }
        return new History(actor, steps, completeShipments(ordered), payment, changes == null ? List.of() : changes)
                .including(current, updatedAt, version);
    }

    private List<Shipment> completeShipments(List<OrderLine> ordered) {
        if (shipments == null) {
            return List.of();
        }
        List<Shipment.Line> everything = Shipment.left(ordered, List.of());
        return shipments.stream()
                .map(shipment -> shipment.containing(everything))
                .toList();
    }
}
