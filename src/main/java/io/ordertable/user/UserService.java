package io.ordertable.user;

import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.security.Caller;
import io.ordertable.table.Uuid7;
import io.ordertable.table.VersionCondition;
import io.ordertable.table.VersionMismatch;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Creates, finds, changes and deletes users. */
@Service
public class UserService {

    private final UserRepository repository;
    private final UserBatchRepository batches;
    private final ErasureService erasures;
    private final ErasureWorker worker;
    private final Uuid7 ids;
    private final Clock clock;

    UserService(
            UserRepository repository,
            UserBatchRepository batches,
            ErasureService erasures,
            ErasureWorker worker,
            Uuid7 ids,
            Clock clock) {
        this.repository = repository;
        this.batches = batches;
        this.erasures = erasures;
        this.worker = worker;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a user; with an idempotency key, once. Customers create themselves, staff anybody.
     *
     * @param userId the new user's id; {@code null} for the caller's own, or for a new one if staff creates the user
     * @throws ServiceException if the caller may not choose this id, it has a user, another user has the address, or the key was used
     *     for another request or a user deleted since
     */
    Created<User> create(
            Caller caller, @Nullable UUID userId, String name, EmailAddress email, @Nullable Idempotency idempotency) {
        User user = User.create(newId(caller, userId), name, email, clock.instant());
        return repository
                .create(user, caller.userId(), idempotency)
                .map(earlier -> Created.replay(repository.findById(earlier, true)))
                .orElseGet(() -> new Created<>(user, false));
    }

    private UUID newId(Caller caller, @Nullable UUID requested) {
        if (requested == null) {
            return caller.staff() ? ids.next() : caller.userId();
        }
        if (!caller.mayReach(requested)) {
            throw Caller.forbidden();
        }
        return requested;
    }

    /**
     * Reads a user. An eventually consistent read may miss a new user, so only a consistent read decides that there is none.
     *
     * @throws ServiceException if there is no such user whom the caller may reach
     */
    User get(Caller caller, UUID userId, boolean consistent) {
        caller.requireReach(userId, () -> UserError.notFound(userId));
        Optional<User> found = consistent ? Optional.empty() : repository.findById(userId, false);
        return found.or(() -> repository.findById(userId, true)).orElseThrow(() -> UserError.notFound(userId));
    }

    /** Finds the user with this address. */
    Optional<User> findByEmail(EmailAddress email) {
        return repository
                .findIdByEmail(email)
                .flatMap(userId -> repository.findById(userId, true))
                .filter(user -> user.email().sameAs(email));
    }

    /**
     * Changes name, email address or both.
     *
     * @throws ServiceException if there is no such user, it has another version, or another user has the address
     */
    User change(Caller caller, UUID userId, UserPatch patch, VersionCondition expected) {
        User before = get(caller, userId, true);
        expected.check(before.version());
        if (patch.isEmpty()) {
            return before;
        }
        User after = patch.applyTo(before, clock.instant());
        try {
            if (after.email().sameAs(before.email())) {
                repository.replace(after);
            } else {
                repository.replace(before, after);
            }
            return after;
        } catch (VersionMismatch e) {
            // Another request changed the user since it was read, perhaps to a version that is expected too.
            expected.check(e.currentVersion());
            return change(caller, userId, patch, expected);
        }
    }

    /**
     * Deletes the user with name and email address, and begins to erase personal data from the user's orders, which stay.
     *
     * @throws ServiceException if there is no such user, or it has another version
     */
    Erasure delete(Caller caller, UUID userId, VersionCondition expected) {
        User user = get(caller, userId, true);
        expected.check(user.version());
        Erasure begun = erasures.start(userId, worker.hasPlace());
        try {
            repository.delete(user, begun, UUID.randomUUID());
        } catch (VersionMismatch e) {
            expected.check(e.currentVersion());
            return delete(caller, userId, expected);
        }
        worker.begin(begun);
        return begun;
    }

    /**
     * Returns how far the erasure of a deleted user's data is.
     *
     * @throws ServiceException if there was no deletion in the last 90 days, or the caller may not reach the user
     */
    Erasure erasure(Caller caller, UUID userId) {
        caller.requireReach(userId, () -> UserError.notErased(userId));
        return erasures.find(userId).orElseThrow(() -> UserError.notErased(userId));
    }

    /**
     * Finds the profile for an export, which is empty for a deleted user.
     *
     * @throws ServiceException if the caller may not reach the user
     */
    Optional<User> find(Caller caller, UUID userId) {
        caller.requireReach(userId, () -> UserError.notFound(userId));
        return repository.findById(userId, true);
    }

    /** Finds the erasure of a deleted user's data. */
    Optional<Erasure> findErasure(UUID userId) {
        return erasures.find(userId);
    }

    /**
     * Returns which of these users exist.
     *
     * @throws io.ordertable.calls.CallFailedException if they cannot be looked up
     */
    public Set<UUID> existing(Set<UUID> userIds) {
        return batches.existing(userIds);
    }
}
