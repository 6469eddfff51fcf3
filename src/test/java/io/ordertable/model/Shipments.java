package io.ordertable.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What of an order has been shipped. */
final class Shipments {

    private Shipments() {}

    /** Returns whether a shipment contains more than is left of the order, or nothing. */
    static boolean exceed(ObjectNode order, JsonNode shipment) {
        Map<Integer, Integer> left = left(order);
        return shipment.has("lines")
                ? shipment.path("lines")
                        .valueStream()
                        .anyMatch(line -> left.getOrDefault(line.path("line").intValue(), 0)
                                < line.path("quantity").intValue())
                : left.isEmpty();
    }

    /** Adds a shipment, of everything that is left if it has no lines. */
    static void add(ObjectNode order, JsonNode shipment) {
        ObjectNode added = shipment.deepCopy();
        if (!added.has("lines")) {
            ArrayNode lines = added.putArray("lines");
            left(order)
                    .forEach((line, quantity) ->
                            lines.addObject().put("line", line).put("quantity", quantity));
        }
        added.set("shipped_at", order.path("updated_at"));
        order.withArray("/shipments").add(added);
    }

    /** Returns the pieces that are left of the lines of which there are any. */
    private static Map<Integer, Integer> left(ObjectNode order) {
        Map<Integer, Integer> left = new TreeMap<>();
        for (JsonNode line : order.path("lines")) {
            left.put(left.size() + 1, line.path("quantity").intValue());
        }
        for (JsonNode shipment : order.path("shipments")) {
            for (JsonNode line : shipment.path("lines")) {
                left.merge(line.path("line").intValue(), -line.path("quantity").intValue(), Integer::sum);
            }
        }
        left.values().removeIf(quantity -> quantity == 0);
        return left;
    }
}
