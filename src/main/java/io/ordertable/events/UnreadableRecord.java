package io.ordertable.events;

/** A record of the stream that is not what it should be. Says what is wrong and shows no value, as logs hold no personal data. */
class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnreadableRecord(String message) {
        super(message);
    }

    static UnreadableRecord missing(String what) {
        return new UnreadableRecord(what + " is missing");
    }

    static UnreadableRecord malformed(String what) {
        return new UnreadableRecord(what + " is malformed");
    }
}
