package io.ordertable.order;

import jakarta.validation.constraints.NotNull;

/** The body that takes an order to another status. */
record ChangeStatusRequest(@NotNull OrderStatus status) {}
