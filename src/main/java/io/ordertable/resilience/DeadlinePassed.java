package io.ordertable.resilience;

/** The request's time was over before the call could begin. */
class DeadlinePassed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeadlinePassed() {
        super("the deadline passed before the call began", null, false, false);
    }
}
