package io.ordertable.user;

import io.ordertable.security.Caller;
import io.ordertable.table.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What orders contain about users. Both operations advance page by page; the next cursor is {@code null} at the end. */
public interface PersonalData {

    /**
     * Erases the user's names, addresses, contacts and notes from the next orders. Repeating it changes nothing.
     *
     * @param after the last order of the page before; {@code null} to begin
     * @param limit the most orders to read
     * @param createdAgain called after the orders are read; if it returns a time, the orders placed since are those of another user
     *     with the same id, and stay as they are
     */
    ErasedPage eraseNext(UUID userId, @Nullable Cursor after, int limit, Supplier<Optional<Instant>> createdAgain);

    /** Returns the user's next orders as the caller reads them. */
    ExportedPage exportNext(Caller caller, UUID userId, @Nullable Cursor after);

    /**
     * What was erased.
     *
     * @param checked the orders that were read
     * @param erased those of them that contained personal data, now or before an earlier erasure
     * @param changed those of them that were changed now
     */
    record ErasedPage(
            int checked, int erased, int changed, @Nullable Cursor next) {}

    /** A part of an export, to be written as JSON. */
    record ExportedPage(List<?> orders, @Nullable Cursor next) {}
}
