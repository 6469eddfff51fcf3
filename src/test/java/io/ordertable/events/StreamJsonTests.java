package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What the tests hand to the function is what Lambda would. */
class StreamJsonTests {

    private static final String ARN =
            "arn:aws:dynamodb:eu-west-1:000000000000:table/ordertable/stream/2026-11-01T00:00:00.000";

    /** As Lambda's documentation shows it, with attributes of every type. */
    private static final String EVENT = """
            {
              "Records": [
                {
                  "eventID": "c4ca4238a0b923820dcc509a6f75849b",
                  "eventName": "REMOVE",
                  "eventVersion": "1.1",
                  "eventSource": "aws:dynamodb",
                  "awsRegion": "eu-west-1",
                  "dynamodb": {
                    "ApproximateCreationDateTime": 1795259400.5,
                    "Keys": {"PK": {"S": "USER#1"}},
                    "NewImage": {"PK": {"S": "USER#1"}, "n": {"N": "9.90"}, "b": {"B": "AAEC"}},
                    "OldImage": {
                      "SS": {"SS": ["a", "b"]},
                      "NS": {"NS": ["1", "2.0"]},
                      "BS": {"BS": ["AA==", "AQ=="]},
                      "M": {"M": {"inner": {"L": [{"S": "x"}, {"NULL": true}]}}},
                      "yes": {"BOOL": true},
                      "no": {"BOOL": false}
                    },
                    "SequenceNumber": "4421584500000000017450439091",
                    "SizeBytes": 26,
                    "StreamViewType": "NEW_AND_OLD_IMAGES"
                  },
                  "userIdentity": {"type": "Service", "principalId": "dynamodb.amazonaws.com"},
                  "eventSourceARN": "%s"
                }
              ]
            }
            """.formatted(ARN);

    private static final Record RECORD = Record.builder()
            .eventID("c4ca4238a0b923820dcc509a6f75849b")
            .eventName(OperationType.REMOVE)
            .eventVersion("1.1")
            .eventSource("aws:dynamodb")
            .awsRegion("eu-west-1")
            .userIdentity(Identity.builder()
                    .type("Service")
                    .principalId("dynamodb.amazonaws.com")
                    .build())
            .dynamodb(StreamRecord.builder()
                    .approximateCreationDateTime(Instant.ofEpochMilli(1_795_259_400_500L))
                    .keys(Map.of("PK", AttributeValue.fromS("USER#1")))
                    .newImage(Map.of(
                            "PK", AttributeValue.fromS("USER#1"),
                            "n", AttributeValue.fromN("9.90"),
                            "b", AttributeValue.fromB(bytes(0, 1, 2))))
                    .oldImage(Map.of(
                            "SS", AttributeValue.fromSs(List.of("a", "b")),
                            "NS", AttributeValue.fromNs(List.of("1", "2.0")),
                            "BS", AttributeValue.fromBs(List.of(bytes(0), bytes(1))),
                            "M",
                                    AttributeValue.fromM(Map.of(
                                            "inner",
                                            AttributeValue.fromL(
                                                    List.of(AttributeValue.fromS("x"), AttributeValue.fromNul(true))))),
                            "yes", AttributeValue.fromBool(true),
                            "no", AttributeValue.fromBool(false)))
                    .sequenceNumber("4421584500000000017450439091")
                    .sizeBytes(26L)
                    .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                    .build())
            .build();

    @Test
    void aRecordIsWrittenAsLambdaWritesIt() throws IOException {
        assertThat(json(StreamJson.event(ARN, List.of(RECORD)))).isEqualTo(json(EVENT));
    }

    @Test
    void whatARecordDoesNotHaveIsNotWritten() throws IOException {
        Record record = RECORD.toBuilder()
                .userIdentity((Identity) null)
                .dynamodb(RECORD.dynamodb().toBuilder()
                        .newImage(null)
                        .oldImage(null)
                        .build())
                .build();

        JsonNode written = json(StreamJson.event(ARN, List.of(record))).at("/Records/0");

        assertThat(written.has("userIdentity")).isFalse();
        assertThat(written.path("dynamodb").has("NewImage")).isFalse();
        assertThat(written.path("dynamodb").has("OldImage")).isFalse();
    }

    @Test
    void lambdasRuntimeReadsWhatTheStreamHeld() {
        DynamodbStreamRecord record = LambdaRuntimeJson.read(StreamJson.event(ARN, List.of(RECORD)))
                .getRecords()
                .getFirst();

        assertThat(record.getEventID()).isEqualTo(RECORD.eventID());
        assertThat(record.getEventName()).isEqualTo("REMOVE");
        assertThat(record.getEventSourceARN()).isEqualTo(ARN);
        assertThat(record.getUserIdentity().getPrincipalId()).isEqualTo("dynamodb.amazonaws.com");
        assertThat(record.getDynamodb().getApproximateCreationDateTime())
                .isEqualTo(Date.from(RECORD.dynamodb().approximateCreationDateTime()));
        assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("4421584500000000017450439091");
        assertThat(record.getDynamodb().getNewImage())
                .containsOnlyKeys("PK", "n", "b")
                .satisfies(image -> {
                    assertThat(image.get("PK").getS()).isEqualTo("USER#1");
                    assertThat(image.get("n").getN()).isEqualTo("9.90");
                    assertThat(image.get("b").getB()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2}));
                });
        assertThat(record.getDynamodb()
                        .getOldImage()
                        .get("M")
                        .getM()
                        .get("inner")
                        .getL()
                        .getFirst()
                        .getS())
                .isEqualTo("x");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static SdkBytes bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return SdkBytes.fromByteArray(array);
    }
}
