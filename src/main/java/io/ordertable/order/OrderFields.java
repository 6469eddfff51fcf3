package io.ordertable.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.security.Caller;
import io.ordertable.table.TableItem;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of an order that a client asks for.
 *
 * @param names their names on the wire; empty for all members
 */
record OrderFields(Set<String> names) {

    /** All members. */
    static final OrderFields ALL = new OrderFields(Set.of());

    private static final String ALWAYS = "order_id";

    private static final Set<String> KNOWN = Stream.of(OrderResponse.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads a comma-separated list of members; {@code null} means all.
     *
     * @throws ServiceException if a member is unknown
     */
    static OrderFields parse(@Nullable String text) {
        if (text == null) {
            return ALL;
        }
        Set<String> names = new TreeSet<>(List.of(text.split(",", -1)));
        if (!KNOWN.containsAll(names)) {
            throw CommonError.invalidParameter(
                    "fields",
                    "must be a comma-separated list of members of an order: "
                            + String.join(", ", new TreeSet<>(KNOWN)));
        }
        names.add(ALWAYS);
        return new OrderFields(names);
    }

    /** Returns the list as it is read; empty for all. */
    Optional<String> text() {
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(",", names));
    }

    /** Returns whether the members are made from this attribute. Small ones are always needed, so that what is read is an order. */
    boolean need(String attribute) {
        return switch (attribute) {
            case TableItem.GSI1PK, "GSI1SK", TableItem.GSI2PK, "GSI2SK", "changes" -> false;
            // A shipment that names no lines contains all of them.
            case "lines" -> names.contains(attribute) || names.contains("shipments");
            case "adjustments",
                    "shipping_address",
                    "billing_address",
                    "contact",
                    "note",
                    "metadata",
                    "payment",
                    "shipments" -> names.contains(attribute);
            default -> OrderStatus.parse(attribute).isEmpty() || names.contains("timeline");
        };
    }

    /** Returns how to respond with an order: with the members that the caller asks for, or with all. */
    Function<Order, ?> responses(Caller caller, ObjectMapper mapper) {
        return names.isEmpty()
                ? order -> OrderResponse.from(order, caller)
                : order -> mapper.<ObjectNode>valueToTree(OrderResponse.from(order, caller))
                        .retain(names);
    }
}
