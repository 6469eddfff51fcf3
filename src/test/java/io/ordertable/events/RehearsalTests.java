package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTests {

    private final FakeInvocation invocation = new FakeInvocation(Duration.ofSeconds(10));

    @Test
    void anInventedOrderGoesAllTheWayToTheNetwork() {
        assertThat(Rehearsal.of(TopicArn.parse(Functions.TOPIC), invocation))
                .singleElement()
                .extracting(Announcement::message)
                .satisfies(MessageSchemas::check);
        assertThat(invocation.log()).isEmpty();
    }

    @Test
    void aSnapshotPublishesNothing() {
        try (SnsServer topic = new SnsServer()) {
            Functions.publishingTo(topic).beforeCheckpoint(null);

            assertThat(topic.calls()).isEmpty();
        }
    }
}
