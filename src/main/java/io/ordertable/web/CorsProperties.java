package io.ordertable.web;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which browser applications may call the API.
 *
 * @param allowedOrigins origins such as {@code https://shop.example.org}, or {@code *} for any; without any, only same-origin calls are allowed
 * @param allowCredentials whether pages may send cookies and other credentials ({@code credentials: 'include'})
 */
@Validated
@ConfigurationProperties("ordertable.cors")
record CorsProperties(
        @DefaultValue @NotNull List<@Pattern(regexp = CorsProperties.ORIGIN, message = CorsProperties.RULE) String> allowedOrigins,

        @DefaultValue("false") boolean allowCredentials) {

    /** An origin as browsers send it (RFC 6454): without a path or the default port of its scheme, never with a wildcard. */
    static final String ORIGIN = "\\*|(?!http://.*:80$|https://.*:443$)"
            + "[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+])(:[1-9][0-9]{0,4})?";

    static final String RULE = "is not an origin that a browser sends; it must be like https://shop.example.org or"
            + " http://localhost:5173, without a path, a wildcard or a scheme's default port";

    @AssertTrue(
            message =
                    "must name origins instead of * if allow-credentials is on, because browsers send no credentials otherwise")
    boolean isCredentialsForNamedOrigins() {
        return !allowCredentials || !allowedOrigins.contains("*");
    }
}
