package io.ordertable.user;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;

/** Another user has the email address. */
final class EmailTaken extends ProblemException {

    private static final long serialVersionUID = 1L;

    EmailTaken() {
        super(ProblemCode.EMAIL_TAKEN, "Another user has this email address.");
    }
}
