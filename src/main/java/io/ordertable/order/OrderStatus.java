package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertable.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The states of an order, and the transitions between them. */
enum OrderStatus {
    /** Placed, not paid. */
    PENDING,
    /** Paid, not shipped. */
    PAID,
    /** On its way. */
    SHIPPED,
    /** Arrived. */
    COMPLETED,
    /** Cancelled before it was shipped; final. */
    CANCELLED,
    /** Sent back; final. */
    RETURNED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** Returns the states that can follow this one, the usual one first. */
    public List<OrderStatus> allowedTransitions() {
        return switch (this) {
            case PENDING -> List.of(PAID, CANCELLED);
            case PAID -> List.of(SHIPPED, CANCELLED);
            case SHIPPED -> List.of(COMPLETED, RETURNED);
            case COMPLETED -> List.of(RETURNED);
            case CANCELLED, RETURNED -> List.of();
        };
    }

    /** Returns the states to which this caller may change an order in this one. */
    List<OrderStatus> allowedTransitions(Caller caller) {
        return allowedTransitions().stream()
                .filter(next -> next.isOpenTo(caller))
                .toList();
    }

    /** Returns whether the caller may change orders to this state: customers cancel, staff does everything else. */
    boolean isOpenTo(Caller caller) {
        return caller.staff() || this == CANCELLED;
    }

    /** Returns whether the other state can follow this one. */
    public boolean canTransitionTo(OrderStatus next) {
        return allowedTransitions().contains(next);
    }

    /** Returns the states that this one can follow. */
    Stream<OrderStatus> sources() {
        return Arrays.stream(values()).filter(status -> status.canTransitionTo(this));
    }

    /** Returns the name of the state on the wire and in the table. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The state of that name. */
    static Optional<OrderStatus> parse(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code.equals(code))
                .findAny();
    }

    @JsonCreator
    static OrderStatus fromCode(String code) {
        return parse(code).orElseThrow(() -> new IllegalArgumentException("no status " + code));
    }
}
