package io.ordertable.resilience;

/** The request's time was over before an attempt could begin, or cut it off after others had failed. */
class DeadlinePassed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DatabaseFailure reason;

    private DeadlinePassed(String message, DatabaseFailure reason) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** In place of an attempt. */
    static DeadlinePassed beforeAttempt() {
        return new DeadlinePassed(
                "the deadline passed before the call began",
                EarlierAttempts.lastFailure().orElse(DatabaseFailure.UNAVAILABLE));
    }

    /** In an attempt, of which so nothing is known; what kept the call until then is. */
    static DeadlinePassed after(DatabaseFailure earlier) {
        return new DeadlinePassed("the deadline passed while the call was repeated", earlier);
    }

    /** What used up the time. */
    DatabaseFailure reason() {
        return reason;
    }
}
