package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTests {

    private final Backlog backlog = new Backlog();
    private int sequence;

    @Test
    void aCallHasAtMostTenEntries() {
        List<Announcement> events = List.of(
                add("1"), add("2"), add("3"), add("4"), add("5"), add("6"), add("7"), add("8"), add("9"), add("10"),
                add("11"));

        assertThat(backlog.nextCall()).isEqualTo(events.subList(0, 10));
    }

    @Test
    void aCallHasAtMost256Kilobytes() {
        int attributes = "eventStringx".length();
        Announcement first = add("1", 128 * 1024 - attributes);
        Announcement second = add("2", 128 * 1024 - attributes);
        Announcement third = add("3", 1);

        assertThat(backlog.nextCall()).containsExactly(first, second);
        publish(first, second);
        assertThat(backlog.nextCall()).containsExactly(third);
    }

    @Test
    void oneByteMoreIsForTheNextCall() {
        int attributes = "eventStringx".length();
        Announcement first = add("1", 128 * 1024 - attributes);
        Announcement second = add("2", 128 * 1024 - attributes + 1);

        assertThat(backlog.nextCall()).containsExactly(first);
        publish(first);
        assertThat(backlog.nextCall()).containsExactly(second);
    }

    @Test
    void bytesAreThoseOfUtf8() {
        assertThat(new Announcement("1", "1", "x", "1", "€", Map.of("event", "ä")).bytes())
                .isEqualTo(3 + "event".length() + "String".length() + 2);
    }

    @Test
    void aCallHasOnlyTheOldestEventOfAnOrder() {
        Announcement first = add("1");
        Announcement later = add("1");
        Announcement other = add("2");

        assertThat(backlog.nextCall()).containsExactly(first, other);
        publish(other);
        assertThat(backlog.nextCall()).containsExactly(first);
        publish(first);
        assertThat(backlog.nextCall()).containsExactly(later);
    }

    @Test
    void withARefusedEventTheLaterOnesOfItsOrderAreGivenUp() {
        Announcement refused = add("1");
        Announcement other = add("2");
        Announcement later = add("1");

        backlog.settle(Delivery.refused(List.of(refused)));

        assertThat(backlog.givenUp()).containsExactly(refused, later);
        assertThat(backlog.nextCall()).containsExactly(other);
    }

    private Announcement add(String orderId) {
        return add(orderId, 1);
    }

    private Announcement add(String orderId, int length) {
        String id = Integer.toString(++sequence);
        Announcement announcement =
                new Announcement(id, id, "order_created", orderId, "m".repeat(length), Map.of("event", "x"));
        backlog.add(announcement);
        return announcement;
    }

    private void publish(Announcement... announcements) {
        backlog.settle(new Delivery(List.of(announcements), List.of(), List.of()));
    }
}
