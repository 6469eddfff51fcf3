package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Conditions;
import io.ordertable.table.Cursor;
import io.ordertable.table.Keys;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Uuid7;
import io.ordertable.user.PersonalData.ErasedPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Erases the personal data in users' orders. */
@Repository
class OrderErasureRepository {

    private final DynamoDbCalls calls;
    private final DynamoDbTable<PersonalOrderItem> orders;

    OrderErasureRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties) {
        this.calls = calls;
        this.orders = client.table(properties.name(), PersonalOrderItem.SCHEMA);
    }

    /**
     * Erases the personal data of the first orders of a range.
     *
     * @param limit the most orders to read
     * @param createdAgain called after the orders were read: if there is no user by then, all were placed before the deletion
     */
    ErasedPage erase(UUID userId, IdRange range, int limit, Supplier<Optional<Instant>> createdAgain, Instant now) {
        if (range.isEmpty()) {
            return new ErasedPage(0, 0, 0, null);
        }
        Page<PersonalOrderItem> page = read(userId, range, limit);
        Instant end = createdAgain.get().orElse(Instant.MAX);
        List<PersonalOrderItem> orders = page.items().stream()
                .takeWhile(order -> Uuid7.timeOf(order.orderId()).isBefore(end))
                .toList();
        List<PersonalOrderItem> personal =
                orders.stream().filter(PersonalOrderItem::isPersonal).toList();
        long changed = personal.stream().filter(order -> erase(order, now)).count();
        boolean last =
                page.lastEvaluatedKey() == null || orders.size() < page.items().size();
        return new ErasedPage(
                orders.size(),
                personal.size(),
                (int) changed,
                last ? null : new Cursor(page.items().getLast().orderId()));
    }

    private Page<PersonalOrderItem> read(UUID userId, IdRange range, int limit) {
        QueryEnhancedRequest request = OrderListRepository.query(Keys.user(userId), range, limit)
                .consistentRead(true)
                .attributesToProject(PersonalOrderItem.PROJECTION)
                .build();
        return calls.run(() -> orders.query(request).iterator().next());
    }

    /** Erases the personal data of an order, whatever else of it changes meanwhile. Returns whether there was any. */
    private boolean erase(PersonalOrderItem order, Instant now) {
        Optional<PersonalOrderItem> left = Optional.of(order).filter(found -> !found.isErased());
        boolean changed = left.isPresent();
        while (left.isPresent()) {
            PersonalOrderItem current = left.get();
            left = calls.run(() -> update(current, now)).filter(found -> !found.isErased());
        }
        return changed;
    }

    /** Returns the order as it is instead if it has another version; empty if it is erased now, or is gone. */
    private Optional<PersonalOrderItem> update(PersonalOrderItem order, Instant now) {
        try {
            orders.updateItem(r -> r.item(order.erased(now))
                    .ignoreNullsMode(IgnoreNullsMode.MAPS_ONLY)
                    .conditionExpression(Conditions.version(order.version()))
                    .returnConsumedCapacity(INDEXES)
                    .returnValuesOnConditionCheckFailure(ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return e.hasItem() ? Optional.of(PersonalOrderItem.SCHEMA.mapToItem(e.item())) : Optional.empty();
        }
    }
}
