package io.ordertable.order;

import io.ordertable.security.Caller;
import io.ordertable.table.Cursor;
import io.ordertable.user.PersonalData;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erases and exports what orders contain about users. */
@Component
class OrderPersonalData implements PersonalData {

    private final OrderService orders;
    private final OrderListService lists;

    OrderPersonalData(OrderService orders, OrderListService lists) {
        this.orders = orders;
        this.lists = lists;
    }

    @Override
    public ErasedPage eraseNext(
            UUID userId, @Nullable Cursor after, int limit, Supplier<Optional<Instant>> createdAgain) {
        return orders.erasePersonalData(
                userId, IdRange.between(null, null, false).after(after), limit, createdAgain);
    }

    @Override
    public ExportedPage exportNext(Caller caller, UUID userId, @Nullable Cursor after) {
        IdRange rest = IdRange.between(null, null, false).after(after);
        OrderPage page = lists.ofUser(
                caller, userId, new OrderQuery(rest, null, null, OrderFields.ALL, OrderPageResponse.MAX_LIMIT));
        return new ExportedPage(
                page.orders().stream()
                        .map(order -> OrderResponse.from(order, caller))
                        .toList(),
                page.next());
    }
}
