package io.ordertable.user;

import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Created;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.table.Uuid7;
import io.ordertable.table.VersionCondition;
import io.ordertable.table.VersionMismatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final Uuid7 ids;
    private final Clock clock;

    UserService(UserRepository repository, UserBatchRepository batches, Uuid7 ids, Clock clock) {
        this.repository = repository;
        this.batches = batches;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a user; with an idempotency key, once.
     *
     * @throws ServiceException if another user has the address, or the key was used for another request or a user deleted since
     */
    Created<User> create(String name, EmailAddress email, @Nullable Idempotency idempotency) {
        UUID userId = ids.next();
        User user = User.create(userId, name, email, Uuid7.timeOf(userId));
        UUID stored = repository.create(user, idempotency);
        return stored.equals(userId) ? new Created<>(user, false) : Created.replay(repository.findById(stored, true));
    }

    /**
     * Reads a user. An eventually consistent read may miss a new user, so only a consistent read decides that there is none.
     *
     * @throws ServiceException if there is no such user
     */
    User get(UUID userId, boolean consistent) {
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
    User change(UUID userId, UserPatch patch, VersionCondition expected) {
        User before = get(userId, true);
        expected.check(before.version());
        if (patch.isEmpty()) {
            return before;
        }
        User after = patch.applyTo(before, now());
        try {
            if (after.email().sameAs(before.email())) {
                repository.replace(after);
            } else {
                repository.replace(before, after, UUID.randomUUID());
            }
            return after;
        } catch (VersionMismatch e) {
            // Another request changed the user since it was read, perhaps to a version that is expected too.
            expected.check(e.currentVersion());
            return change(userId, patch, expected);
        }
    }

    /**
     * Deletes the user with name and email address. Its orders stay.
     *
     * @throws ServiceException if there is no such user, or it has another version
     */
    void delete(UUID userId, VersionCondition expected) {
        User user = get(userId, true);
        expected.check(user.version());
        try {
            repository.delete(user, UUID.randomUUID());
        } catch (VersionMismatch e) {
            expected.check(e.currentVersion());
            delete(userId, expected);
        }
    }

    /**
     * Returns which of these users exist.
     *
     * @throws io.ordertable.calls.CallFailedException if they cannot be looked up
     */
    public Set<UUID> existing(Set<UUID> userIds) {
        return batches.existing(userIds);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
