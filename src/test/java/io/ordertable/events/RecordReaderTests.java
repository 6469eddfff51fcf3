package io.ordertable.events;

import static io.ordertable.events.OrderRecords.number;
import static io.ordertable.events.OrderRecords.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTests {

    private static final String PERSONAL = "ada@example.org";

    private final FakeInvocation invocation = new FakeInvocation(Duration.ofSeconds(1));
    private final RecordReader reader = new RecordReader(invocation);
    private final OrderRecords order = OrderRecords.ofAnOrder();

    @ParameterizedTest
    @ValueSource(
            strings = {"order_id", "user_id", "status", "currency", "total", "created_at", "updated_at", "version"})
    void aRecordWithoutAnAttributeIsSkipped(String attribute) {
        DynamodbStreamRecord poison = order.inserted();
        poison.getDynamodb().getNewImage().remove(attribute);

        assertSkipped(poison, attribute + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_id", "user_id", "status", "currency", "created_at", "updated_at"})
    void aRecordWithAnotherTextInAnAttributeIsSkipped(String attribute) {
        DynamodbStreamRecord poison = order.inserted();
        poison.getDynamodb().getNewImage().put(attribute, string(PERSONAL));

        assertSkipped(poison, attribute + " is malformed");
    }

    @ParameterizedTest
    @CsvSource({"total, 9.999", "total, x", "version, 1.5", "version, 1E+30"})
    void aRecordWithAnotherNumberInAnAttributeIsSkipped(String attribute, String number) {
        DynamodbStreamRecord poison = order.inserted();
        poison.getDynamodb().getNewImage().put(attribute, number(number));

        assertSkipped(poison, attribute + " is malformed");
    }

    @Test
    void aRecordWithoutAnEventIdIsSkipped() {
        DynamodbStreamRecord poison = order.inserted();
        poison.setEventID(null);

        assertSkipped(poison, "the event id is missing");
    }

    @Test
    void aDeletionWithoutItsTimeIsSkipped() {
        DynamodbStreamRecord poison = order.removed(null);
        poison.getDynamodb().setApproximateCreationDateTime(null);

        assertSkipped(poison, "its time is missing");
    }

    @Test
    void aRecordThatBreaksTheReaderIsSkipped() {
        DynamodbStreamRecord poison = order.inserted();
        poison.getDynamodb().setKeys(null);

        assertSkipped(poison, "java.lang.NullPointerException");
    }

    @ParameterizedTest
    @EnumSource(value = StreamViewType.class, mode = Mode.EXCLUDE, names = "NEW_AND_OLD_IMAGES")
    void aStreamWithoutBothImagesFailsInsteadOfLosingEvents(StreamViewType viewType) {
        DynamodbStreamRecord record = order.inserted();
        record.getDynamodb().setStreamViewType(viewType);

        assertThatThrownBy(() -> reader.read(List.of(record)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream has to have the view type NEW_AND_OLD_IMAGES, not " + viewType);
    }

    private void assertSkipped(DynamodbStreamRecord poison, String reason) {
        Backlog backlog = reader.read(List.of(order.inserted(), poison, order.changed("pending", "paid", 2)));

        assertThat(reader.unreadable()).isEqualTo(1);
        assertThat(invocation.log())
                .containsExactly("Skipped an unreadable record: sequence number %s, event id %s: %s"
                        .formatted(poison.getDynamodb().getSequenceNumber(), poison.getEventID(), reason));
        backlog.giveUp();
        assertThat(backlog.givenUp())
                .extracting(Announcement::eventName)
                .containsExactly("order_created", "order_status_changed");
    }
}
