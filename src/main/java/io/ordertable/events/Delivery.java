package io.ordertable.events;

import java.util.List;

/**
 * What became of a call to the topic.
 *
 * @param published what the topic took
 * @param refused what it will not take however often it is tried
 * @param unsettled what may be tried again
 */
record Delivery(List<Announcement> published, List<Announcement> refused, List<Announcement> unsettled) {

    /** Nothing was taken; all may be tried again. */
    static Delivery failed(List<Announcement> call) {
        return new Delivery(List.of(), List.of(), call);
    }

    /** Nothing was taken, nor will be. */
    static Delivery refused(List<Announcement> call) {
        return new Delivery(List.of(), call, List.of());
    }
}
