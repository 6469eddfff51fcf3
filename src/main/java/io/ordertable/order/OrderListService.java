package io.ordertable.order;

import io.ordertable.calls.CallFailedException;
import io.ordertable.calls.FailureKind;
import io.ordertable.security.Caller;
import io.ordertable.table.Cursor;
import io.ordertable.table.StatusShards;
import io.ordertable.user.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists orders, a page at a time. */
@Service
class OrderListService {

    /** The size of the orders in a page, in bytes. */
    static final int PAGE_BYTES = OrderBatchRepository.PAGE_BYTES;

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

    /** Returns a page of a user's orders. It may hold fewer orders than the limit before the list ends, even none. */
    OrderPage ofUser(Caller caller, UUID userId, OrderQuery query) {
        caller.requireReach(userId, () -> UserError.notFound(userId));
        if (query.range().isEmpty()) {
            return new OrderPage(List.of(), null);
        }
        OrderPage read = lists.findByUser(userId, query);
        if (read.orders().size() <= query.limit()) {
            return read;
        }
        List<Order> orders = read.orders().subList(0, query.limit());
        return new OrderPage(orders, new Cursor(orders.getLast().orderId()));
    }

    /** Reads orders by their keys; a key given twice counts once. Orders that the caller may not reach are not found. */
    BatchRead ofKeys(Caller caller, List<OrderKey> keys, OrderFields fields, boolean consistent) {
        return batches.find(
                keys.stream().filter(key -> caller.mayReach(key.userId())).toList(), fields, consistent);
    }

    /** Returns a page of all orders that have a status, newest first. The index may lag, so its orders are read from the table. */
    OrderPage ofStatus(OrderStatus status, OrderFields fields, @Nullable Cursor cursor, int limit) {
        IdRange rest = IdRange.between(null, null, true).after(cursor);
        int share = keysOfAShard(limit);
        List<List<OrderKey>> read = parallel.map(
                shards.partitionsOf(status.code()), partition -> lists.findKeysByStatus(partition, rest, share));
        // A shard with more keys than its share may have the next one too, so the page ends before its last.
        Optional<OrderKey> end = read.stream()
                .filter(keys -> keys.size() == share)
                .map(List::getLast)
                .min(NEWEST_FIRST);
        List<OrderKey> page = read.stream()
                .flatMap(Collection::stream)
                .filter(key -> end.isEmpty() || NEWEST_FIRST.compare(key, end.get()) < 0)
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
        return read(
                page,
                status,
                fields,
                page.size() < read.stream().mapToInt(List::size).sum());
    }

    /**
     * Returns how many keys to read of each shard: twice its part of a page, so that the page is usually full, and no fewer than cost
     * the same. With one key more than the page has, no page ends early.
     */
    private int keysOfAShard(int limit) {
        int twice = 2 * (limit + 1) / shards.read();
        return Math.min(limit + 1, Math.max(twice, OrderListRepository.KEYS_OF_A_UNIT));
    }

    /** Reads orders up to the first that DynamoDB left unprocessed, with which the next page begins. */
    private OrderPage read(List<OrderKey> keys, OrderStatus status, OrderFields fields, boolean more) {
        BatchRead read = batches.find(keys, fields, true);
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
