package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.ordertable.events.SnsCall.Entry;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderEventsHandlerTests {

    private final SnsServer topic = new SnsServer();
    private final OrderEventsHandler function = Functions.publishingTo(topic);
    private final FakeInvocation invocation = new FakeInvocation(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void eventsArePublishedTenACall() {
        List<DynamodbStreamRecord> records = Stream.generate(
                        () -> OrderRecords.ofAnOrder().inserted())
                .limit(25)
                .toList();

        assertThat(handle(records)).isEmpty();
        assertThat(topic.calls()).extracting(call -> call.entries().size()).containsExactly(10, 10, 5);
        assertThat(topic.published())
                .extracting(entry -> entry.text("event_id"))
                .containsExactlyElementsOf(
                        records.stream().map(DynamodbStreamRecord::getEventID).toList());
    }

    @Test
    void aCallNamesTheTopicAndWhatSubscribersFilterBy() {
        OrderRecords order = OrderRecords.ofAnOrder();

        handle(List.of(order.changed("pending", "paid", 2)));

        assertThat(topic.calls()).singleElement().extracting(SnsCall::topicArn).isEqualTo(Functions.TOPIC);
        assertThat(topic.published()).singleElement().satisfies(entry -> {
            assertThat(entry.attributes()).hasToString("{currency=EUR, event=order_status_changed, status=paid}");
            assertThat(entry.group()).isEmpty();
            assertThat(entry.deduplicationId()).isEmpty();
        });
    }

    @Test
    void aFifoTopicGetsTheOrderAsGroupAndTheEventIdForDeduplication() {
        OrderRecords order = OrderRecords.ofAnOrder();

        Functions.publishingTo(topic, Functions.FIFO_TOPIC)
                .handleRequest(OrderRecords.event(order.inserted()), invocation);

        assertThat(topic.calls()).singleElement().extracting(SnsCall::topicArn).isEqualTo(Functions.FIFO_TOPIC);
        assertThat(topic.published()).singleElement().satisfies(entry -> {
            assertThat(entry.group()).isEqualTo(order.orderId());
            assertThat(entry.deduplicationId()).isEqualTo(order.lastEventId());
        });
    }

    @Test
    void recordsWithoutEventsCostNoCall() {
        assertThat(handle(List.of(OrderRecords.ofAnOrder().changed("paid", "paid", 3))))
                .isEmpty();
        assertThat(topic.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError",
        "503, ServiceUnavailable",
        "429, Throttled",
        "400, Throttling",
        "400, KMSThrottling"
    })
    void whatMayPassIsTriedAgain(int status, String code) {
        topic.answerNext(SnsAnswer.error(status, code), SnsAnswer.error(status, code));

        assertThat(handle(List.of(OrderRecords.ofAnOrder().inserted()))).isEmpty();
        assertThat(topic.calls()).hasSize(3);
        assertThat(topic.published()).hasSize(1);
        assertThat(invocation.log())
                .containsExactly(
                        "PublishBatch failed: %s (%d), request r-1".formatted(code, status),
                        "PublishBatch failed: %s (%d), request r-1".formatted(code, status));
    }

    @Test
    void aBrokenConnectionIsTriedAgain() {
        topic.answerNext(SnsAnswer.broken());

        assertThat(handle(List.of(OrderRecords.ofAnOrder().inserted()))).isEmpty();
        assertThat(topic.published()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"403, AuthorizationError", "404, NotFound", "400, InvalidParameter", "400, KMSAccessDenied"})
    void whatWillNotPassIsReportedAtOnce(int status, String code) {
        topic.answer(call -> SnsAnswer.error(status, code));
        List<DynamodbStreamRecord> records = List.of(
                OrderRecords.ofAnOrder().inserted(), OrderRecords.ofAnOrder().inserted());

        assertThat(handle(records)).isEqualTo(sequenceNumbers(records));
        assertThat(topic.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"InternalError, false", "Throttled, true"})
    void onlyWhatFailedOfACallIsTriedAgain(String code, boolean senderFault) {
        OrderRecords failing = OrderRecords.ofAnOrder();
        topic.answerNext(SnsAnswer.failing(about(failing), code, senderFault));

        assertThat(handle(List.of(
                        failing.inserted(),
                        OrderRecords.ofAnOrder().inserted(),
                        failing.changed("pending", "paid", 2))))
                .isEmpty();
        assertThat(topic.calls()).extracting(call -> call.entries().size()).containsExactly(2, 1, 1);
        assertThat(topic.published())
                .filteredOn(about(failing)::test)
                .extracting(entry -> entry.text("version"))
                .containsExactly("1", "2");
        assertThat(topic.published()).hasSize(3);
    }

    @Test
    void withARefusedMessageTheLaterOnesOfItsOrderAreReportedAndNoOthers() {
        OrderRecords refused = OrderRecords.ofAnOrder();
        OrderRecords other = OrderRecords.ofAnOrder();
        topic.answer(call -> SnsAnswer.failing(
                entry -> about(refused).test(entry) && entry.text("version").equals("2"), "InvalidParameter", true));
        List<DynamodbStreamRecord> records = List.of(
                refused.inserted(),
                other.inserted(),
                refused.changed("pending", "paid", 2),
                other.changed("pending", "paid", 2),
                refused.changed("paid", "shipped", 3));

        assertThat(handle(records)).isEqualTo(sequenceNumbers(List.of(records.get(2), records.get(4))));
        assertThat(topic.published())
                .filteredOn(about(refused)::test)
                .extracting(entry -> entry.text("version"))
                .containsExactly("1");
        assertThat(topic.published()).filteredOn(about(other)::test).hasSize(2);
    }

    @Test
    void whenTheTimeIsUpWhatIsNotPublishedIsReported() {
        topic.answer(call -> call.entries().size() == 1 ? SnsAnswer.error(500, "InternalError") : SnsAnswer.PUBLISHED);
        List<DynamodbStreamRecord> records = Stream.generate(
                        () -> OrderRecords.ofAnOrder().inserted())
                .limit(11)
                .toList();
        FakeInvocation hurried = new FakeInvocation(Deadline.MARGIN.plusSeconds(2));

        assertThat(handle(records, hurried)).isEqualTo(sequenceNumbers(records.subList(10, 11)));
        assertThat(topic.published()).hasSize(10);
        assertThat(hurried.log()).last().isEqualTo("The time is up before everything is published");
    }

    @Test
    void withoutTimeNothingIsTried() {
        List<DynamodbStreamRecord> records = List.of(OrderRecords.ofAnOrder().inserted());

        assertThat(handle(records, new FakeInvocation(Deadline.MARGIN))).isEqualTo(sequenceNumbers(records));
        assertThat(topic.calls()).isEmpty();
    }

    @Test
    void aTopicThatDoesNotAnswerIsWaitedForNoLongerThanThereIsTime() {
        topic.answer(call -> SnsAnswer.unanswered());
        List<DynamodbStreamRecord> records = List.of(OrderRecords.ofAnOrder().inserted());
        FakeInvocation hurried = new FakeInvocation(Deadline.MARGIN.plusSeconds(2));

        assertThat(handle(records, hurried)).isEqualTo(sequenceNumbers(records));
        assertThat(hurried.log()).first().asString().contains("ApiCallTimeoutException");
    }

    private List<String> handle(List<DynamodbStreamRecord> records) {
        return handle(records, invocation);
    }

    private List<String> handle(List<DynamodbStreamRecord> records, FakeInvocation by) {
        return function.handleRequest(OrderRecords.event(records), by).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static Predicate<Entry> about(OrderRecords order) {
        return entry -> entry.text("order_id").equals(order.orderId());
    }

    private static List<String> sequenceNumbers(List<DynamodbStreamRecord> records) {
        return records.stream()
                .map(record -> record.getDynamodb().getSequenceNumber())
                .toList();
    }
}
