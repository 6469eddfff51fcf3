package io.ordertable.infra.settings;

import java.util.Optional;

/**
 * What is given on the command line for a deployment, as it is nobody else's business.
 *
 * @param image an image that was pushed before
 * @param certificate ARN of the certificate for HTTPS
 * @param alarmEmail who is told of alarms
 */
public record Choices(Optional<Image> image, Optional<String> certificate, Optional<String> alarmEmail) {

    /** Nothing is given. */
    public static Choices none() {
        return new Choices(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
