package io.ordertable.infra.settings;

import java.util.Optional;

/**
 * From where the service can be reached.
 *
 * @param open whether from the internet, behind a web application firewall; otherwise from the VPC only
 * @param certificate ARN of the certificate for HTTPS
 * @param requestsPerClient number of requests that an address may send in five minutes before the firewall blocks it; at least 100
 */
public record Exposure(boolean open, Optional<String> certificate, int requestsPerClient) {

    public Exposure {
        if (open && certificate.isEmpty()) {
            throw new IllegalArgumentException(
                    "A public service needs HTTPS: pass the ARN of a certificate (-c certificate=arn:aws:acm:...)");
        }
    }

    /** Returns an exposure to the VPC only. */
    public static Exposure internal(Optional<String> certificate) {
        return new Exposure(false, certificate, 2000);
    }

    /** Returns an exposure to the internet. */
    public static Exposure open(Optional<String> certificate) {
        return new Exposure(true, certificate, 2000);
    }
}
