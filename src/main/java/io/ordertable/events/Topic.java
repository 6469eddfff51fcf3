package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** The SNS topic that events are published to. Each call is one attempt. */
final class Topic {

    private final SnsClient sns;
    private final TopicArn arn;

    Topic(SnsClient sns, TopicArn arn) {
        this.sns = sns;
        this.arn = arn;
    }

    /** Publishes what fits into one call, and tells what became of each. Never fails. */
    Delivery publish(List<Announcement> call, Duration timeout, LambdaLogger log) {
        try {
            PublishBatchResponse response = sns.publishBatch(request(call, timeout));
            response.failed().forEach(failure -> log.log(PublishFailure.describe(failure), LogLevel.WARN));
            return delivery(call, response);
        } catch (SdkException e) {
            log.log(PublishFailure.describe(e), LogLevel.WARN);
            return PublishFailure.mayPass(e) ? Delivery.failed(call) : Delivery.refused(call);
        }
    }

    private PublishBatchRequest request(List<Announcement> call, Duration timeout) {
        return PublishBatchRequest.builder()
                .topicArn(arn.value())
                .publishBatchRequestEntries(IntStream.range(0, call.size())
                        .mapToObj(i -> entry(i, call.get(i)))
                        .toList())
                .overrideConfiguration(o -> o.apiCallTimeout(timeout))
                .build();
    }

    /** Ids count within the call. The group keeps an order's events in order, the deduplication id drops one that comes again. */
    private PublishBatchRequestEntry entry(int id, Announcement announcement) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .message(announcement.message())
                .messageAttributes(announcement.attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build())));
        if (arn.fifo()) {
            entry.messageGroupId(announcement.orderId()).messageDeduplicationId(announcement.eventId());
        }
        return entry.build();
    }

    private static Delivery delivery(List<Announcement> call, PublishBatchResponse response) {
        List<Announcement> published = response.successful().stream()
                .map(success -> call.get(Integer.parseInt(success.id())))
                .toList();
        List<Announcement> refused = response.failed().stream()
                .filter(failure -> !PublishFailure.mayPass(failure))
                .map(failure -> call.get(Integer.parseInt(failure.id())))
                .toList();
        List<Announcement> unsettled = new ArrayList<>(call);
        unsettled.removeAll(published);
        unsettled.removeAll(refused);
        return new Delivery(published, refused, unsettled);
    }
}
