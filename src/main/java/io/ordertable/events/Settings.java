package io.ordertable.events;

import java.util.Map;

/**
 * The function's configuration: its environment variables.
 *
 * @param topic {@code TOPIC_ARN}, required
 * @param namespace {@code POWERTOOLS_METRICS_NAMESPACE}, of the metrics in CloudWatch
 * @param service {@code POWERTOOLS_SERVICE_NAME}, the metrics' dimension {@code Service}
 */
record Settings(TopicArn topic, String namespace, String service) {

    private static final String TOPIC_ARN = "TOPIC_ARN";

    /** Refuses an environment without a topic. */
    static Settings from(Map<String, String> environment) {
        String topic = environment.get(TOPIC_ARN);
        if (topic == null) {
            throw new IllegalArgumentException("the environment variable " + TOPIC_ARN + " has to name an SNS topic");
        }
        return new Settings(
                TopicArn.parse(topic),
                environment.getOrDefault("POWERTOOLS_METRICS_NAMESPACE", "Ordertable"),
                environment.getOrDefault("POWERTOOLS_SERVICE_NAME", "order-events"));
    }
}
