package io.ordertable.infra.settings;

import java.util.Optional;

/**
 * What is specific to an AWS account, and therefore passed on the command line.
 *
 * @param identity whose tokens the service accepts
 * @param image an image that has already been pushed
 * @param certificate ARN of the certificate for HTTPS
 * @param alarmEmail the address that alarms are mailed to
 */
public record DeploymentOptions(
        Identity identity, Optional<Image> image, Optional<String> certificate, Optional<String> alarmEmail) {}
