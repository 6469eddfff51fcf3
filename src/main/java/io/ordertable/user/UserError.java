package io.ordertable.user;

import io.ordertable.error.ErrorCode;
import io.ordertable.error.ServiceException;
import java.util.UUID;

/** What can go wrong with users. */
public enum UserError implements ErrorCode {
    /** There is no such user, or it was deleted. */
    USER_NOT_FOUND(Category.NOT_FOUND, "There is no such user"),
    /** No user with this id was deleted in the last 90 days. */
    ERASURE_NOT_FOUND(Category.NOT_FOUND, "There is no such erasure"),
    /** The id has a user already. */
    USER_EXISTS(Category.CONFLICT, "The user exists"),
    /** Another user has this email address. */
    EMAIL_TAKEN(Category.CONFLICT, "The email address is taken");

    private final Category category;
    private final String title;

    UserError(Category category, String title) {
        this.category = category;
        this.title = title;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String title() {
        return title;
    }

    /** Creates the exception for an id that no user has. */
    public static ServiceException notFound(UUID userId) {
        return new ServiceException(USER_NOT_FOUND, "There is no user " + userId + ".");
    }

    static ServiceException notErased(UUID userId) {
        return new ServiceException(ERASURE_NOT_FOUND, "No user " + userId + " was deleted in the last 90 days.");
    }

    static ServiceException exists(UUID userId) {
        return new ServiceException(USER_EXISTS, "There is a user " + userId + " already.");
    }

    static ServiceException emailTaken() {
        return new ServiceException(EMAIL_TAKEN, "Another user has this email address.");
    }
}
