package io.ordertable.order;

import io.ordertable.table.Change;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order since it was placed.
 *
 * @param placedBy {@code null} if unknown, because an earlier version of this service stored the order
 * @param steps the changes of the status, by the new one. Each status is reached once, because the state machine has no cycles
 * @param shipments up to {@value Shipment#MAX}
 * @param changes the recent changes that are no steps
 */
record History(
        @Nullable Actor placedBy,
        Map<OrderStatus, Step> steps,
        List<Shipment> shipments,
        @Nullable Payment payment,
        List<Change> changes) {

    /** The history of a new order of which it is not known who placed it. */
    static final History NONE = new History(null, Map.of(), List.of(), null, List.of());

    private static final History OF_A_CUSTOMER = new History(Actor.CUSTOMER, Map.of(), List.of(), null, List.of());
    private static final History OF_STAFF = new History(Actor.STAFF, Map.of(), List.of(), null, List.of());

    /** Returns the history of a new order. */
    static History of(Actor placedBy) {
        return placedBy == Actor.STAFF ? OF_STAFF : OF_A_CUSTOMER;
    }

    /**
     * Returns the history with the step to the current status. Earlier versions of this service stored none, but it can be derived
     * from the item, because no later change has left out the step.
     */
    History including(OrderStatus current, Instant updatedAt, long version) {
        return current == OrderStatus.PENDING || steps.containsKey(current)
                ? this
                : with(current, new Step(updatedAt, version, null, null, null));
    }

    /** Returns the history after a change to the version, of an order with these lines. */
    History after(OrderChange change, long version, List<OrderLine> lines) {
        History after = change.to() == null
                ? new History(
                        placedBy,
                        steps,
                        shipments,
                        payment,
                        new Change(change.id(), version, change.at()).after(changes))
                : with(change.to(), Step.of(change, version));
        return new History(
                placedBy,
                after.steps,
                change.shipment() == null ? shipments : add(change.shipment(), lines),
                change.payment() == null ? payment : change.payment(),
                after.changes);
    }

    /** Returns the history as it was after a step to the version. */
    History until(OrderChange step, long version) {
        Map<OrderStatus, Step> earlier = new EnumMap<>(OrderStatus.class);
        steps.forEach((status, reached) -> {
            if (reached.version() <= version) {
                earlier.put(status, reached);
            }
        });
        boolean shippedBefore = earlier.containsKey(OrderStatus.SHIPPED) && step.to() != OrderStatus.SHIPPED;
        return new History(
                placedBy,
                earlier,
                shippedBefore ? shipments : shipments.subList(0, step.shipment() == null ? 0 : 1),
                earlier.containsKey(OrderStatus.PAID) ? payment : null,
                changes);
    }

    /** Returns the version that a change led to, if it was made. */
    OptionalLong versionOf(UUID change) {
        return Stream.concat(
                        steps.values().stream()
                                .filter(step -> change.equals(step.change()))
                                .map(Step::version),
                        changes.stream()
                                .filter(recent -> change.equals(recent.id()))
                                .map(Change::version))
                .mapToLong(version -> version)
                .findFirst();
    }

    private List<Shipment> add(Shipment shipment, List<OrderLine> ordered) {
        if (shipments.size() == Shipment.MAX) {
            throw OrderError.tooManyShipments();
        }
        List<Shipment.Line> left = Shipment.left(ordered, shipments);
        Shipment added = shipment.containing(left);
        requireLeft(added, left);
        return Stream.concat(shipments.stream(), Stream.of(added)).toList();
    }

    private static void requireLeft(Shipment added, List<Shipment.Line> left) {
        Map<Integer, Integer> quantities =
                left.stream().collect(Collectors.toMap(Shipment.Line::line, Shipment.Line::quantity));
        List<Shipment.Line> lines = Objects.requireNonNull(added.lines());
        if (lines.isEmpty()) {
            throw OrderError.exceedsOrder(1, 0);
        }
        for (Shipment.Line line : lines) {
            int available = quantities.getOrDefault(line.line(), 0);
            if (line.quantity() > available) {
                throw OrderError.exceedsOrder(line.line(), available);
            }
        }
    }

    private History with(OrderStatus status, Step step) {
        Map<OrderStatus, Step> more = new EnumMap<>(OrderStatus.class);
        more.putAll(steps);
        more.put(status, step);
        return new History(placedBy, more, shipments, payment, changes);
    }
}
