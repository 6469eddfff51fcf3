package io.ordertable.order;

import io.ordertable.calls.Deadline;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import io.ordertable.security.QuotaAccount;
import io.ordertable.user.UserError;
import io.ordertable.user.UserService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Stores a batch of an import's lines and reports the outcome of each. Never fails as a whole. */
@Service
class ImportBatchWriter {

    private final UserService users;
    private final OrderBatchRepository batches;
    private final OrderMetrics metrics;
    private final Duration deadline;

    ImportBatchWriter(
            UserService users, OrderBatchRepository batches, OrderMetrics metrics, ImportProperties properties) {
        this.users = users;
        this.batches = batches;
        this.metrics = metrics;
        this.deadline = properties.batchDeadline();
    }

    /** Returns one result for each entry, in their order. Waits while the caller's budget is overdrawn, as long as storing may take. */
    List<ImportResult> write(List<ImportEntry> entries) {
        List<Order> orders = entries.stream()
                .map(ImportEntry::order)
                .filter(Objects::nonNull)
                .toList();
        if (!orders.isEmpty()) {
            Deadline.within(deadline, QuotaAccount::awaitCredit);
        }
        Function<ImportEntry, ImportResult> outcome = Deadline.within(deadline, () -> store(orders));
        return entries.stream().map(outcome).toList();
    }

    private Function<ImportEntry, ImportResult> store(List<Order> orders) {
        try {
            Set<UUID> existing =
                    users.existing(orders.stream().map(Order::userId).collect(Collectors.toSet()));
            List<Order> storable = orders.stream()
                    .filter(order -> existing.contains(order.userId()))
                    .toList();
            Set<UUID> left = batches.store(storable);
            metrics.created(storable.size() - left.size());
            return entry -> outcome(entry, existing, left);
        } catch (ServiceException e) {
            return entry -> unknown(entry, e);
        }
    }

    private static ImportResult outcome(ImportEntry entry, Set<UUID> existingUsers, Set<UUID> left) {
        Order order = entry.order();
        if (order == null) {
            return rejected(entry);
        }
        if (!existingUsers.contains(order.userId())) {
            return ImportResult.rejected(entry.line(), UserError.notFound(order.userId()));
        }
        return left.contains(order.orderId())
                ? ImportResult.failed(entry.line(), order, CommonError.THROTTLED, "Not stored; import the line again.")
                : ImportResult.created(entry.line(), order);
    }

    private static ImportResult unknown(ImportEntry entry, ServiceException problem) {
        Order order = entry.order();
        return order == null
                ? rejected(entry)
                : ImportResult.failed(
                        entry.line(), order, problem.code(), "Look for the order before importing the line again.");
    }

    private static ImportResult rejected(ImportEntry entry) {
        return ImportResult.rejected(entry.line(), Objects.requireNonNull(entry.problem()));
    }
}
