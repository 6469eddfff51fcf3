package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.ordertable.table.Attributes;
import io.ordertable.table.Keys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Takes an invented order through reading, writing and publishing before SnapStart takes its snapshot, so that the classes of the
 * first real one are loaded and initialized by then. Nothing leaves the function.
 */
final class Rehearsal {

    private static final String ID = "00000000-0000-7000-8000-000000000000";
    private static final String TIME = "2026-01-01T00:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Rehearsal() {}

    /** Tells what would have been published. */
    static List<Announcement> of(TopicArn arn, LambdaLogger log) {
        Backlog backlog = new RecordReader(log).read(List.of(record()));
        try (SnsClient sns = SnsClients.rehearsing(arn).build()) {
            backlog.settle(new Topic(sns, arn).publish(backlog.nextCall(), PATIENCE, log));
        }
        return backlog.published();
    }

    private static DynamodbStreamRecord record() {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put(Attributes.ORDER_ID, string(ID));
        image.put(Attributes.USER_ID, string(ID));
        image.put(Attributes.STATUS, string("pending"));
        image.put(Attributes.CURRENCY, string("EUR"));
        image.put(Attributes.TOTAL, new AttributeValue().withN("0"));
        image.put(Attributes.CREATED_AT, string(TIME));
        image.put(Attributes.UPDATED_AT, string(TIME));
        image.put(Attributes.VERSION, new AttributeValue().withN("1"));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID(ID);
        record.setEventName("INSERT");
        record.setDynamodb(new StreamRecord()
                .withKeys(Map.of(Attributes.SK, string(Keys.ORDER + ID)))
                .withNewImage(image)
                .withSequenceNumber("0")
                .withStreamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
        return record;
    }

    private static AttributeValue string(String value) {
        return new AttributeValue().withS(value);
    }
}
