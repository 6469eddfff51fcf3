package io.ordertable.user;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;
import java.util.UUID;

/** There is no such user, or it was deleted. */
public final class UserNotFound extends ProblemException {

    private static final long serialVersionUID = 1L;

    private UserNotFound(String detail) {
        super(ProblemCode.USER_NOT_FOUND, detail);
    }

    /** No user has this id. */
    public static UserNotFound withId(UUID userId) {
        return new UserNotFound("There is no user " + userId + ".");
    }
}
