package io.ordertable.order;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.FailureKind;
import io.ordertable.table.Cursor;
import io.ordertable.table.StatusShards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists of orders, a page at a time. */
@Service
class OrderListService {

    /** How much of orders a page holds, in bytes. */
    static final int PAGE_BYTES = OrderBatchRepository.PAGE_BYTES;

    /** How many orders a page with a status filter reads at most, to bound what one request may cost. */
    static final int FILTER_READS = 200;

    private static final Comparator<OrderKey> NEWEST_FIRST =
            Comparator.comparing((OrderKey key) -> key.orderId().toString()).reversed();

    private final OrderListRepository lists;
    private final OrderBatchRepository batches;
    private final StatusShards shards;
    private final Parallel parallel;

    OrderListService(OrderListRepository lists, OrderBatchRepository batches, StatusShards shards, Parallel parallel) {
        this.lists = lists;
        this.batches = batches;
        this.shards = shards;
        this.parallel = parallel;
    }

    /**
     * A user's orders in a range. A page with a status filter may hold fewer orders than asked for, even none, before the
     * list's end: it reads at most {@value #FILTER_READS}.
     */
    OrderPage ofUser(UUID userId, OrderRange range, @Nullable OrderStatus status, @Nullable Cursor cursor, int limit) {
        OrderRange rest = range.after(cursor);
        if (rest.isEmpty()) {
            return new OrderPage(List.of(), null);
        }
        // One more than the page holds tells whether there is a next one.
        OrderSlice slice = lists.findByUser(userId, rest, status, status == null ? limit + 1 : FILTER_READS);
        if (slice.orders().size() > limit) {
            List<Order> page = slice.orders().subList(0, limit);
            return new OrderPage(page, new Cursor(page.getLast().orderId()));
        }
        return new OrderPage(slice.orders(), slice.lastRead() == null ? null : new Cursor(slice.lastRead()));
    }

    /** Reads orders by their keys; a key given twice counts once. */
    BatchRead ofKeys(List<OrderKey> keys, boolean consistent) {
        return batches.find(keys, consistent);
    }

    /** All orders of a status, newest first. The index is a moment behind; what it lists is read from the table itself. */
    OrderPage ofStatus(OrderStatus status, @Nullable Cursor cursor, int limit) {
        OrderRange rest = OrderRange.between(null, null, true).after(cursor);
        List<OrderKey> keys = parallel
                .map(
                        shards.partitionsOf(status.code()),
                        partition -> lists.findKeysByStatus(partition, rest, limit + 1))
                .stream()
                .flatMap(Collection::stream)
                .sorted(NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        List<OrderKey> page = keys.subList(0, Math.min(limit, keys.size()));
        return read(page, status, keys.size() > limit);
    }

    /** The orders behind the keys, up to the first that DynamoDB had no room for; the next page begins with that one. */
    private OrderPage read(List<OrderKey> keys, OrderStatus status, boolean more) {
        BatchRead read = batches.find(keys, true);
        Map<OrderKey, Order> found = read.found().stream().collect(Collectors.toMap(Order::key, Function.identity()));
        List<Order> orders = new ArrayList<>();
        UUID last = null;
        for (OrderKey key : keys) {
            if (read.unprocessed().contains(key)) {
                if (last == null) {
                    throw new CallFailedException(FailureKind.THROTTLED, "no order of the page was read", null);
                }
                return new OrderPage(orders, new Cursor(last));
            }
            Order order = found.get(key);
            if (order != null && order.status() == status) {
                orders.add(order);
            }
            last = key.orderId();
        }
        return new OrderPage(orders, more && last != null ? new Cursor(last) : null);
    }
}
