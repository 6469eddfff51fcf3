package io.ordertable.web;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which browser applications may call the API.
 *
 * @param allowedOrigins origins such as {@code https://shop.example.org}; none allows same-origin calls only
 */
@Validated
@ConfigurationProperties("ordertable.cors")
record CorsProperties(@DefaultValue @NotNull List<String> allowedOrigins) {}
