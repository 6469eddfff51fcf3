package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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

    /** SNS's limit for PublishBatch. */
    private static final int MAX_BATCH_SIZE = 10;

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

    /** Publishes events and returns those that were not: what SNS refused, and all later events of the same orders. */
    List<OrderEvent> publish(List<OrderEvent> events, LambdaLogger log) {
        List<OrderEvent> pending = new ArrayList<>(events);
        List<OrderEvent> failed = new ArrayList<>();
        try {
            while (!pending.isEmpty()) {
                List<OrderEvent> batch = nextBatch(pending);
                Set<UUID> failedOrders = publishBatch(batch, log);
                pending.removeIf(event -> failedOrders.contains(orderId(event)) && failed.add(event));
                pending.removeAll(batch);
            }
        } catch (SdkException e) {
            log.log("PublishBatch failed: " + e.getMessage(), LogLevel.WARN);
            failed.addAll(pending);
        }
        return failed;
    }

    /** Entries of a batch fail one by one, so it has only the oldest event of each order: a later one cannot overtake it. */
    private static List<OrderEvent> nextBatch(List<OrderEvent> pending) {
        Set<UUID> orders = new HashSet<>();
        return pending.stream()
                .filter(event -> orders.add(orderId(event)))
                .limit(MAX_BATCH_SIZE)
                .toList();
    }

    /** Returns the orders whose events SNS refused. */
    private Set<UUID> publishBatch(List<OrderEvent> batch, LambdaLogger log) {
        PublishBatchResponse response = sns.publishBatch(r -> r.topicArn(arn)
                .publishBatchRequestEntries(IntStream.range(0, batch.size())
                        .mapToObj(i -> entry(i, batch.get(i)))
                        .toList()));
        response.failed().forEach(failure -> log.log("SNS refused an event: " + failure.code(), LogLevel.WARN));
        return response.failed().stream()
                .map(failure -> orderId(batch.get(Integer.parseInt(failure.id()))))
                .collect(Collectors.toSet());
    }

    private PublishBatchRequestEntry entry(int id, OrderEvent event) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .subject(event.header().event())
                .message(Json.MAPPER.valueToTree(event).toString())
                .messageAttributes(event.header().attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, attribute -> string(attribute.getValue()))));
        if (arn.endsWith(".fifo")) {
            entry.messageGroupId(orderId(event).toString())
                    .messageDeduplicationId(event.header().eventId());
        }
        return entry.build();
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static UUID orderId(OrderEvent event) {
        return event.header().orderId();
    }
}
