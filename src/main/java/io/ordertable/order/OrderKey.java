package io.ordertable.order;

import io.ordertable.table.Keys;
import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/** Which order, and whose: all that the table needs to find it in one read. */
record OrderKey(UUID userId, UUID orderId) {

    static OrderKey from(Key key) {
        return new OrderKey(
                Keys.userId(key.partitionKeyValue().s()),
                Keys.orderId(key.sortKeyValue().orElseThrow().s()));
    }

    Key toKey() {
        return Keys.primary(Keys.user(userId), Keys.order(orderId));
    }
}
