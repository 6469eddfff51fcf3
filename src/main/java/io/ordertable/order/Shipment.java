package io.ordertable.order;

import io.ordertable.web.LongLists;
import io.ordertable.web.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Goods of an order on their way.
 *
 * @param trackingUrl the carrier's page about this shipment
 * @param lines what is in it; {@code null} in a request, or empty as it is stored, if it is everything that is left of the order
 * @param shippedAt {@code null} in a request means the time of the request
 */
record Shipment(
        @NotNull @PlainText @Size(min = 1, max = 100) String carrier,
        @Nullable @PlainText @Size(min = 1, max = 100) String trackingNumber,
        @Nullable @HttpsUrl String trackingUrl,

        @Nullable @Size(min = 1, max = Basket.MAX_LINES, message = "must have {min} to {max} elements") List<@NotNull @Valid Line> lines,

        @Nullable Instant shippedAt) {

    /** The largest number of shipments of an order. */
    static final int MAX = 20;

    Shipment {
        lines = lines == null ? null : LongLists.cut(lines, Basket.MAX_LINES);
    }

    /** Returns the same shipment with a time. */
    Shipment completed(Instant now) {
        return shippedAt == null ? new Shipment(carrier, trackingNumber, trackingUrl, lines, now) : this;
    }

    /** Returns the same shipment with these lines, unless it names its own. */
    Shipment containing(List<Line> everything) {
        return lines == null || lines.isEmpty()
                ? new Shipment(carrier, trackingNumber, trackingUrl, everything, shippedAt)
                : this;
    }

    /** Returns what is left to ship of an order with these lines. */
    static List<Line> left(List<OrderLine> ordered, List<Shipment> shipments) {
        int[] left = ordered.stream().mapToInt(OrderLine::quantity).toArray();
        for (Shipment shipment : shipments) {
            for (Line line : Objects.requireNonNullElse(shipment.lines, List.<Line>of())) {
                left[line.line() - 1] -= line.quantity();
            }
        }
        return IntStream.range(0, left.length)
                .filter(i -> left[i] > 0)
                .mapToObj(i -> new Line(i + 1, left[i]))
                .toList();
    }

    /** Returns whether a line is in it twice, which may hide a mistake. */
    boolean namesALineTwice() {
        return lines != null
                && lines.stream()
                                .map(line -> line == null ? null : line.line())
                                .distinct()
                                .count()
                        < lines.size();
    }

    /**
     * Pieces of one line of the order.
     *
     * @param line the number of the line, from 1
     */
    record Line(
            @NotNull @Min(1) @Max(Basket.MAX_LINES) Integer line,
            @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity) {}
}
