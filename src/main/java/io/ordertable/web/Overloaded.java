package io.ordertable.web;

import org.springframework.http.HttpHeaders;

/** The request needs a resource of this instance that is in use, such as a place among the running imports. */
public final class Overloaded extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** In seconds. Most requests end much sooner. */
    private static final String RETRY_AFTER = "1";

    /** Creates a problem whose detail explains which limit was reached. */
    public Overloaded(String detail) {
        super(ProblemCode.OVERLOADED, detail);
        header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
}
