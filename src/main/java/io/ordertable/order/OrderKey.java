package io.ordertable.order;

import java.util.UUID;

/** Which order, and whose: all that the table needs to find it in one read. */
record OrderKey(UUID userId, UUID orderId) {}
