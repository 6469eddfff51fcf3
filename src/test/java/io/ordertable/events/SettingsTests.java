package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {

    @Test
    void onlyTheTopicHasToBeGiven() {
        assertThat(Settings.from(Map.of("TOPIC_ARN", Functions.TOPIC)))
                .isEqualTo(
                        new Settings(new TopicArn(Functions.TOPIC, "eu-west-1", false), "Ordertable", "order-events"));
    }

    @Test
    void withoutATopicThereIsNoFunction() {
        assertThatThrownBy(() -> Settings.from(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the environment variable TOPIC_ARN has to name an SNS topic");
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:us-east-1:123456789012:orders, us-east-1, false",
        "arn:aws-cn:sns:cn-north-1:123456789012:orders.fifo, cn-north-1, true",
        "arn:aws-us-gov:sns:us-gov-west-1:123456789012:fifo, us-gov-west-1, false",
    })
    void theTopicsNameTellsItsRegionAndItsKind(String arn, String region, boolean fifo) {
        assertThat(TopicArn.parse(arn)).isEqualTo(new TopicArn(arn, region, fifo));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "arn:aws:sqs:us-east-1:123456789012:orders",
                "arn:aws:sns:us-east-1:1:orders",
                "arn:aws:sns:us-east-1:123456789012:a.b"
            })
    void anythingElseIsNoTopic(String arn) {
        assertThatThrownBy(() -> TopicArn.parse(arn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the ARN of an SNS topic: '" + arn + "'");
    }
}
