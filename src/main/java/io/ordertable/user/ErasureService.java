package io.ordertable.user;

import io.ordertable.calls.Deadline;
import io.ordertable.user.PersonalData.ErasedPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Carries out erasures page by page. Whoever works on one may lose it at any time, because repeating a page does no harm. Each step
 * ends, or fails, before the lease does.
 */
@Service
class ErasureService {

    private static final int PAGE = 25;

    /** An import may have read an order, which gives it its id, this long before it stores it. */
    private static final Duration IMPORT_DELAY = Duration.ofMinutes(10);

    private final ErasureRepository erasures;
    private final UserRepository users;
    private final PersonalData data;
    private final ErasureProperties properties;
    private final Clock clock;

    ErasureService(
            ErasureRepository erasures,
            UserRepository users,
            PersonalData data,
            ErasureProperties properties,
            Clock clock) {
        this.erasures = erasures;
        this.users = users;
        this.data = data;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the erasure to store with the deletion of a user. Without a lease, any instance may begin with it. */
    Erasure start(UUID userId, boolean leased) {
        return Erasure.start(userId, clock.instant(), leased ? leaseEnd() : clock.instant());
    }

    /** Finds the last erasure of a user's data, if it runs or finished in the last 90 days. */
    Optional<Erasure> find(UUID userId) {
        return erasures.find(userId);
    }

    /** Returns the users whose erasures have not finished. */
    List<UUID> running() {
        return Deadline.within(stepLimit(), erasures::running);
    }

    /** Leases an erasure if nobody works on it. */
    Optional<Erasure> take(UUID userId) {
        return Deadline.within(stepLimit(), () -> erasures.find(userId)
                .filter(erasure -> erasure.isAbandoned(clock.instant()))
                .flatMap(erasure -> replace(erasure, erasure.takenUntil(leaseEnd()))));
    }

    /** Erases the next page. Returns the progress; empty if another instance has leased the erasure meanwhile. */
    Optional<Erasure> advance(Erasure erasure) {
        return Deadline.within(stepLimit(), () -> {
            ErasedPage page =
                    data.eraseNext(erasure.userId(), erasure.last(), PAGE, () -> users.findById(erasure.userId(), true)
                            .map(User::createdAt));
            return replace(erasure, after(erasure, page));
        });
    }

    private Erasure after(Erasure before, ErasedPage page) {
        Erasure erasure = before.after(page);
        if (page.next() != null) {
            return erasure.leasedUntil(leaseEnd());
        }
        Instant secondLook = erasure.startedAt().plus(properties.secondLook());
        return erasure.secondLook() || !clock.instant().isBefore(secondLook)
                ? erasure.finish(clock.instant())
                : erasure.lookAgain(erasure.startedAt().minus(IMPORT_DELAY), secondLook);
    }

    /** Ends the lease, so that another instance can continue. */
    void release(Erasure erasure) {
        Deadline.within(stepLimit(), () -> replace(erasure, erasure.leasedUntil(clock.instant())));
    }

    private Optional<Erasure> replace(Erasure before, Erasure after) {
        return erasures.replace(after, before.lease()) ? Optional.of(after) : Optional.empty();
    }

    private Duration stepLimit() {
        return properties.lease().dividedBy(2);
    }

    private Instant leaseEnd() {
        return clock.instant().plus(properties.lease());
    }
}
