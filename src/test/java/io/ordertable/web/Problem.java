package io.ordertable.web;

import io.ordertable.ApiResponse;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** What every problem document has. */
public final class Problem {

    private Problem() {}

    /** The response is a problem document (RFC 9457) with this status and code that belongs to its request. */
    public static void assertThat(ApiResponse response, int status, String code) {
        Assertions.assertThat(response.status()).as(response.text()).isEqualTo(status);
        Assertions.assertThat(response.problem()).as(response.text()).isEqualTo(code);
        Assertions.assertThat(response.json().path("status").intValue()).isEqualTo(status);
        Assertions.assertThat(response.text("/type"))
                .isEqualTo("urn:ordertable:problem:"
                        + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        Assertions.assertThat(response.text("/title")).isNotBlank();
        Assertions.assertThat(response.text("/detail")).isNotBlank();
        Assertions.assertThat(response.headers().allValues("X-Request-Id"))
                .hasSize(1)
                .containsExactly(response.text("/request_id"));
    }
}
