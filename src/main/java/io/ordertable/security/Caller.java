package io.ordertable.security;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who sent a request: a customer, or a member of staff. Controllers have it as an argument and hand it on.
 *
 * @param userId the caller's own user id, whether such a user exists or not
 * @param staff whether the caller may reach the users and orders of others
 */
public record Caller(UUID userId, boolean staff) {

    /** Returns whether the caller may reach what belongs to this user. */
    public boolean mayReach(UUID owner) {
        return staff || owner.equals(userId);
    }

    /** Throws the exception for something that does not exist if the caller may not reach what belongs to this user. */
    public void requireReach(UUID owner, Supplier<ServiceException> notFound) {
        if (!mayReach(owner)) {
            throw notFound.get();
        }
    }

    /** Returns the exception for an operation that is reserved for staff. */
    public static ServiceException forbidden() {
        return new ServiceException(CommonError.FORBIDDEN, "Only staff may do this.");
    }
}
