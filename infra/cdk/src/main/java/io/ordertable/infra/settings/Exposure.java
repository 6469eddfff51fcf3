package io.ordertable.infra.settings;

import java.util.Optional;

/**
 * Who reaches the service.
 *
 * @param open from the internet, behind a web application firewall; otherwise from the VPC only
 * @param certificate ARN of the certificate for HTTPS
 * @param requestsPerClient how many requests an address may send in five minutes before the firewall blocks it; 100 or more
 */
public record Exposure(boolean open, Optional<String> certificate, int requestsPerClient) {

    public Exposure {
        if (open && certificate.isEmpty()) {
            throw new IllegalArgumentException(
                    "A public service needs HTTPS: give the ARN of a certificate (-c certificate=arn:aws:acm:...)");
        }
    }

    /** Only from the VPC. */
    public static Exposure internal(Optional<String> certificate) {
        return new Exposure(false, certificate, 2000);
    }

    /** From the internet. */
    public static Exposure open(Optional<String> certificate) {
        return new Exposure(true, certificate, 2000);
    }
}
