package io.ordertable.infra.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An environment.
 *
 * @param environment its name, of which all other names are derived
 * @param region where it is
 * @param table the table
 * @param service the service's tasks
 * @param image the service's container image
 * @param exposure who reaches the service
 * @param dax a cache in front of the table
 * @param eventsArchive the zip of the events function
 * @param alarmEmail who is told of alarms
 * @param logDays how long logs are kept; a number that CloudWatch Logs offers
 */
public record Settings(
        String environment,
        String region,
        TableSettings table,
        ServiceSettings service,
        Image image,
        Exposure exposure,
        Optional<Dax> dax,
        Path eventsArchive,
        Optional<String> alarmEmail,
        int logDays) {

    public Settings {
        if (!environment.matches("[a-z][a-z0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "An environment's name has 2 to 10 small letters and digits, not " + environment);
        }
    }

    /** The names of what is in this environment. */
    public Names names() {
        return new Names(environment);
    }
}
