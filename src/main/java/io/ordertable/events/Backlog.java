package io.ordertable.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What there is to announce, in the stream's order, until it is published or given up. */
final class Backlog {

    /** SNS's limit of entries in a PublishBatch. */
    static final int MAX_ENTRIES = 10;
    /** SNS's limit of all entries in a PublishBatch together. */
    static final int MAX_BYTES = 256 * 1024;

    private final List<Announcement> pending = new ArrayList<>();
    private final List<Announcement> published = new ArrayList<>();
    private final List<Announcement> givenUp = new ArrayList<>();

    void add(Announcement announcement) {
        pending.add(announcement);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /**
     * What one call may publish: the oldest event of each order, and no other, as entries of a call succeed and fail one by one, and
     * none may overtake an earlier one of its order.
     */
    List<Announcement> nextCall() {
        List<Announcement> call = new ArrayList<>();
        Set<String> orders = new HashSet<>();
        int bytes = 0;
        for (Announcement announcement : pending) {
            if (!orders.add(announcement.orderId())) {
                continue;
            }
            bytes += announcement.bytes();
            if (call.size() == MAX_ENTRIES || bytes > MAX_BYTES && !call.isEmpty()) {
                break;
            }
            call.add(announcement);
        }
        return call;
    }

    /** Notes what became of a call. What was refused is given up, and with it all later events of its order. */
    void settle(Delivery delivery) {
        pending.removeAll(delivery.published());
        published.addAll(delivery.published());
        for (Announcement refused : delivery.refused()) {
            pending.removeIf(later -> later.orderId().equals(refused.orderId()) && givenUp.add(later));
        }
    }

    /** Gives up whatever is pending. */
    void giveUp() {
        givenUp.addAll(pending);
        pending.clear();
    }

    List<Announcement> published() {
        return published;
    }

    List<Announcement> givenUp() {
        return givenUp;
    }
}
