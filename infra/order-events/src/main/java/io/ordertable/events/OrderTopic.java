package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.ordertable.events.OrderEvent.Header;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** The SNS topic that events are published to. */
final class OrderTopic {

    /** SNS's limits for PublishBatch: messages, and bytes with their attributes. */
    private static final int MAX_BATCH_SIZE = 10;

    private static final int MAX_BATCH_BYTES = 256 * 1024;

    /** Three attempts have to end well before the function's own timeout, after which the whole invocation would be repeated. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

    private final SnsClient sns;
    private final String arn;

    OrderTopic(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    /** Returns a builder of the client. The SDK retries a failed call a few times; after that Lambda delivers the records again. */
    static SnsClientBuilder client() {
        return SnsClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(RetryMode.STANDARD).apiCallAttemptTimeout(ATTEMPT_TIMEOUT));
    }

    /** Publishes messages and returns those that were not: what SNS refused, and all later ones about the same orders. */
    List<OrderEvent> publish(List<OrderEvent> events, LambdaLogger log) {
        List<Message> pending = new ArrayList<>(events.stream().map(Message::of).toList());
        List<Message> failed = new ArrayList<>();
        try {
            while (!pending.isEmpty()) {
                List<Message> batch = nextBatch(pending);
                Set<UUID> failedOrders = publishBatch(batch, log);
                pending.removeIf(message -> failedOrders.contains(message.orderId()) && failed.add(message));
                pending.removeAll(batch);
            }
        } catch (SdkException e) {
            log.log("PublishBatch failed: " + e.getMessage(), LogLevel.WARN);
            failed.addAll(pending);
        }
        return failed.stream().map(Message::event).toList();
    }

    /**
     * Messages of a batch fail one by one, so it has only those about the oldest change of each order: a later one cannot overtake
     * them.
     */
    private static List<Message> nextBatch(List<Message> pending) {
        Map<UUID, String> changes = new HashMap<>();
        List<Message> batch = new ArrayList<>();
        int bytes = 0;
        for (Message message : pending) {
            String change = message.event().header().sequenceNumber();
            if (change.equals(changes.computeIfAbsent(message.orderId(), orderId -> change))) {
                bytes += message.bytes();
                if (batch.size() == MAX_BATCH_SIZE || bytes > MAX_BATCH_BYTES && !batch.isEmpty()) {
                    break;
                }
                batch.add(message);
            }
        }
        return batch;
    }

    /** Returns the orders whose messages SNS refused. */
    private Set<UUID> publishBatch(List<Message> batch, LambdaLogger log) {
        PublishBatchResponse response = sns.publishBatch(r -> r.topicArn(arn)
                .publishBatchRequestEntries(IntStream.range(0, batch.size())
                        .mapToObj(i -> entry(i, batch.get(i)))
                        .toList()));
        response.failed().forEach(failure -> log.log("SNS refused an event: " + failure.code(), LogLevel.WARN));
        return response.failed().stream()
                .map(failure -> batch.get(Integer.parseInt(failure.id())).orderId())
                .collect(Collectors.toSet());
    }

    private PublishBatchRequestEntry entry(int id, Message message) {
        Header header = message.event().header();
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .subject(header.event())
                .message(message.body())
                .messageAttributes(header.attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, attribute -> string(attribute.getValue()))));
        if (arn.endsWith(".fifo")) {
            entry.messageGroupId(message.orderId().toString()).messageDeduplicationId(header.deduplicationId());
        }
        return entry.build();
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /** A message with its JSON. */
    private record Message(OrderEvent event, String body) {

        /** What a message takes besides its body: subject and attributes with their names and types. */
        private static final int OVERHEAD = 512;

        static Message of(OrderEvent event) {
            return new Message(event, Json.MAPPER.valueToTree(event).toString());
        }

        UUID orderId() {
            return event.header().orderId();
        }

        int bytes() {
            return body.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
        }
    }
}
