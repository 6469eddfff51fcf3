package io.ordertable.infra.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An environment.
 *
 * @param environment its name, from which all other names are derived
 * @param region its AWS region
 * @param table the table
 * @param service the service's tasks
 * @param identity whose tokens the service accepts
 * @param image the service's container image
 * @param exposure from where the service can be reached
 * @param dax the cache in front of the table, if there is one
 * @param eventsArchive the zip of the events function
 * @param alarmEmail the address that alarms are mailed to
 * @param logDays number of days for which logs are kept; one that CloudWatch Logs offers
 */
public record Settings(
        String environment,
        String region,
        TableSettings table,
        ServiceSettings service,
        Identity identity,
        Image image,
        Exposure exposure,
        Optional<Dax> dax,
        Path eventsArchive,
        Optional<String> alarmEmail,
        int logDays) {

    public Settings {
        if (!environment.matches("[a-z][a-z0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "The name of an environment must have 2 to 10 lower-case letters and digits, unlike "
                            + environment);
        }
    }

    /** Returns the names of resources in this environment. */
    public Names names() {
        return new Names(environment);
    }
}
