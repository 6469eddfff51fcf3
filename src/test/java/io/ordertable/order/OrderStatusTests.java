package io.ordertable.order;

import static io.ordertable.order.OrderStatus.CANCELLED;
import static io.ordertable.order.OrderStatus.COMPLETED;
import static io.ordertable.order.OrderStatus.PAID;
import static io.ordertable.order.OrderStatus.PENDING;
import static io.ordertable.order.OrderStatus.RETURNED;
import static io.ordertable.order.OrderStatus.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OrderStatusTests {

    private static final Map<OrderStatus, List<OrderStatus>> TRANSITIONS = Map.of(
            PENDING, List.of(PAID, CANCELLED),
            PAID, List.of(SHIPPED, CANCELLED),
            SHIPPED, List.of(COMPLETED, RETURNED),
            COMPLETED, List.of(RETURNED),
            CANCELLED, List.of(),
            RETURNED, List.of());

    @Property
    void anOrderTakesTheDocumentedWaysAndNoOthers(@ForAll OrderStatus from, @ForAll OrderStatus to) {
        assertThat(from.allowedTransitions()).isEqualTo(TRANSITIONS.get(from));
        assertThat(from.canTransitionTo(to)).isEqualTo(TRANSITIONS.get(from).contains(to));
    }

    @Property
    void sourcesAreTheInverseOfAllowedTransitions(@ForAll OrderStatus from, @ForAll OrderStatus to) {
        assertThat(to.sources().anyMatch(source -> source == from)).isEqualTo(from.canTransitionTo(to));
    }

    @Property
    void aStateIsReadBackFromItsCode(@ForAll OrderStatus status) {
        assertThat(status.code()).matches("[a-z]+");
        assertThat(OrderStatus.fromCode(status.code())).isEqualTo(status);
        assertThat(OrderStatus.parse(status.code())).contains(status);
    }

    @Property
    void codesAreReadAsStrictlyAsTheyAreWritten(@ForAll OrderStatus status) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderStatus.fromCode(status.name()));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderStatus.fromCode(" " + status.code()));
        assertThat(OrderStatus.parse("")).isEmpty();
    }
}
