package io.ordertable.user;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.idempotency.IdempotencyRecords;
import io.ordertable.table.Cancellation;
import io.ordertable.table.Conditions;
import io.ordertable.table.Keys;
import io.ordertable.table.SharedReads;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Transaction;
import io.ordertable.table.VersionMismatch;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Stores and finds users. */
@Repository
class UserRepository {

    /** Positions in transactions. */
    private static final int PROFILE = 0;

    private static final int GUARD = 1;
    private static final int RECORD = 2;

    private final DynamoDbCalls calls;
    private final DynamoDbEnhancedClient client;
    private final SharedReads reads;
    private final DynamoDbTable<UserItem> users;
    private final DynamoDbTable<EmailGuardItem> guards;
    private final DynamoDbTable<ErasureItem> erasures;
    private final IdempotencyRecords records;

    UserRepository(
            DynamoDbCalls calls,
            DynamoDbEnhancedClient client,
            SharedReads reads,
            TableProperties properties,
            IdempotencyRecords records) {
        this.calls = calls;
        this.client = client;
        this.reads = reads;
        this.users = client.table(properties.name(), UserItem.SCHEMA);
        this.guards = client.table(properties.name(), EmailGuardItem.SCHEMA);
        this.erasures = client.table(properties.name(), ErasureItem.SCHEMA);
        this.records = records;
    }

    /**
     * Stores a new user, the guard of the email address and the record of the idempotency key, all or none.
     *
     * @param callerId whose idempotency key it is
     * @return the id of the user that the key created before, in which case nothing is stored
     * @throws ServiceException if the id has a user, another user has the address, or the key was used for another request
     */
    Optional<UUID> create(User user, UUID callerId, @Nullable Idempotency idempotency) {
        Transaction transaction = storing(user, UUID.randomUUID(), Conditions.ABSENT);
        records.add(transaction, callerId, idempotency, user.userId(), user.createdAt());
        return calls.run(() ->
                transaction.commit(client).map(cancellation -> earlier(cancellation, user.userId(), idempotency)));
    }

    private UUID earlier(Cancellation cancellation, UUID userId, @Nullable Idempotency idempotency) {
        return records.earlier(cancellation, RECORD, idempotency)
                .orElseThrow(() -> cancellation.conditionFailed(PROFILE)
                        ? UserError.exists(userId)
                        : refusal(userId, cancellation));
    }

    /** Finds a user. A consistent read sees every acknowledged write. */
    Optional<User> findById(UUID userId, boolean consistent) {
        return calls.run(() -> reads.find(Keys.profileOf(userId), consistent)
                .map(item -> UserItem.SCHEMA.mapToItem(item).toUser()));
    }

    /** Finds the id of the user who has the address. */
    Optional<UUID> findIdByEmail(EmailAddress email) {
        return calls.run(() -> Optional.ofNullable(guards.getItem(r ->
                        r.key(EmailGuardItem.keyOf(email)).consistentRead(true).returnConsumedCapacity(TOTAL)))
                .map(EmailGuardItem::userId));
    }

    /**
     * Stores the next version of a user who keeps the email address. A repeated call recognizes its change, even if another one has
     * followed.
     *
     * @throws ServiceException if the user has changed since, or was deleted
     */
    void replace(User user) {
        calls.run(() -> {
            try {
                users.putItem(r -> r.item(UserItem.from(user))
                        .conditionExpression(Conditions.version(user.version() - 1))
                        .returnConsumedCapacity(INDEXES)
                        .returnValuesOnConditionCheckFailure(ALL_OLD));
            } catch (ConditionalCheckFailedException e) {
                if (!e.hasItem()
                        || !UserItem.SCHEMA.mapToItem(e.item()).toUser().includes(user.lastChange())) {
                    throw changed(user.userId(), e.hasItem() ? Optional.of(e.item()) : Optional.empty());
                }
            }
            return user;
        });
    }

    /**
     * Stores the next version of a user with another email address, and moves the guard. DynamoDB recognizes a repeated call.
     *
     * @throws ServiceException if another user has the new address, or the user has changed since or was deleted
     */
    void replace(User before, User user) {
        Transaction transaction = storing(user, user.lastChange(), Conditions.version(before.version()));
        commit(release(before, transaction), user.userId());
    }

    /**
     * Deletes this version of the user, releases the email address, and stores the erasure of the other data, which replaces an
     * earlier one.
     *
     * @param token identifies this change, so that a repeated call does not make it twice
     * @throws ServiceException if the user has changed since, or was deleted
     */
    void delete(User user, Erasure erasure, UUID token) {
        Transaction transaction =
                new Transaction(token).delete(users, Keys.profileOf(user.userId()), Conditions.version(user.version()));
        commit(release(user, transaction).put(erasures, ErasureItem.from(erasure)), user.userId());
    }

    /** Begins a transaction that stores a user on a condition, and the guard of an email address that nobody has. */
    private Transaction storing(User user, UUID token, Expression condition) {
        return new Transaction(token)
                .put(users, UserItem.from(user), condition)
                .put(guards, EmailGuardItem.of(user), Conditions.ABSENT);
    }

    /** Adds the deletion of the guard of the user's email address. */
    private Transaction release(User user, Transaction transaction) {
        return transaction.delete(guards, EmailGuardItem.keyOf(user.email()), Conditions.belongsTo(user.userId()));
    }

    private void commit(Transaction transaction, UUID userId) {
        calls.run(() -> transaction.commit(client).map(cancellation -> {
            throw refusal(userId, cancellation);
        }));
    }

    private static RuntimeException refusal(UUID userId, Cancellation cancellation) {
        if (cancellation.conditionFailed(PROFILE)) {
            return changed(userId, cancellation.existing(PROFILE));
        }
        return cancellation.conditionFailed(GUARD) ? UserError.emailTaken() : cancellation.exception();
    }

    private static ServiceException changed(UUID userId, Optional<Map<String, AttributeValue>> current) {
        return current.map(UserItem.SCHEMA::mapToItem)
                .<ServiceException>map(item -> new VersionMismatch(item.toUser().version()))
                .orElseGet(() -> UserError.notFound(userId));
    }
}
