package io.ordertable.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of the topic that events are published to.
 *
 * @param region where the topic is
 * @param fifo whether the topic keeps the order of an order's events; SNS demands that the names of such topics say so
 */
record TopicArn(String value, String region, boolean fifo) {

    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

    /** Refuses what is no topic's ARN. */
    static TopicArn parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the ARN of an SNS topic: '" + value + "'");
        }
        return new TopicArn(value, matcher.group(1), matcher.group(2) != null);
    }
}
