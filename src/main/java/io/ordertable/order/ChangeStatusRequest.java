package io.ordertable.order;

import jakarta.validation.constraints.NotNull;

/** The body that changes an order's status. */
record ChangeStatusRequest(@NotNull OrderStatus status) {}
