package io.ordertable.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** Which order, and whose: all that the table needs to find it in one read. */
@Schema(name = "OrderKey", description = "Names an order.")
record OrderKey(UUID userId, UUID orderId) {}
