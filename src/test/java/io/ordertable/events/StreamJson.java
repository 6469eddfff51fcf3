package io.ordertable.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Writes records, as the Streams API returns them, as the JSON that Lambda hands to a function. */
final class StreamJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double MILLIS_PER_SECOND = 1000;

    private StreamJson() {}

    /** An event of Lambda's with these records. */
    static String event(String streamArn, List<Record> records) {
        ObjectNode event = JSON.objectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(record -> list.add(record(streamArn, record)));
        return event.toString();
    }

    private static ObjectNode record(String streamArn, Record record) {
        ObjectNode json = JSON.objectNode()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", record.eventVersion())
                .put("eventSource", record.eventSource())
                .put("awsRegion", record.awsRegion());
        json.set("dynamodb", change(record.dynamodb()));
        if (record.userIdentity() != null) {
            json.putObject("userIdentity")
                    .put("type", record.userIdentity().type())
                    .put("principalId", record.userIdentity().principalId());
        }
        return json.put("eventSourceARN", streamArn);
    }

    private static ObjectNode change(StreamRecord change) {
        ObjectNode json = JSON.objectNode()
                .put(
                        "ApproximateCreationDateTime",
                        change.approximateCreationDateTime().toEpochMilli() / MILLIS_PER_SECOND);
        json.set("Keys", attributes(change.keys()));
        if (change.hasNewImage()) {
            json.set("NewImage", attributes(change.newImage()));
        }
        if (change.hasOldImage()) {
            json.set("OldImage", attributes(change.oldImage()));
        }
        return json.put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
    }

    private static ObjectNode attributes(Map<String, AttributeValue> attributes) {
        ObjectNode json = JSON.objectNode();
        attributes.forEach((name, value) -> json.set(name, attribute(value)));
        return json;
    }

    private static ObjectNode attribute(AttributeValue value) {
        String type =
                value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
        return JSON.objectNode().set(type, content(value));
    }

    private static JsonNode content(AttributeValue value) {
        return switch (value.type()) {
            case S -> JSON.textNode(value.s());
            case N -> JSON.textNode(value.n());
            case B -> JSON.binaryNode(value.b().asByteArray());
            case SS -> array(value.ss().stream().map(JSON::textNode).toList());
            case NS -> array(value.ns().stream().map(JSON::textNode).toList());
            case BS ->
                array(value.bs().stream()
                        .map(b -> JSON.binaryNode(b.asByteArray()))
                        .toList());
            case M -> attributes(value.m());
            case L -> array(value.l().stream().map(StreamJson::attribute).toList());
            case BOOL -> JSON.booleanNode(value.bool());
            case NUL -> JSON.booleanNode(value.nul());
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("an attribute without a type");
        };
    }

    private static ArrayNode array(List<? extends JsonNode> elements) {
        return JSON.arrayNode().addAll(elements);
    }
}
