package io.ordertable.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the HTTP side.
 *
 * @param maxBodySize the largest JSON body that is read, at least 1 byte; larger ones are answered with 413. Streamed media types have
 *     limits of their own
 */
@Validated
@ConfigurationProperties("ordertable.web")
record WebProperties(@DefaultValue("1MB") @NotNull DataSize maxBodySize) {

    WebProperties {
        if (maxBodySize.toBytes() < 1) {
            throw new IllegalArgumentException("ordertable.web.max-body-size must be at least 1B, not " + maxBodySize);
        }
    }
}
