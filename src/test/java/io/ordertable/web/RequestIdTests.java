package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.slf4j.MDC;

class RequestIdTests {

    @Property
    void aSaneTokenIsTaken(
            @ForAll
                    @StringLength(min = 1, max = 128)
                    @AlphaChars
                    @NumericChars
                    @Chars({'.', '_', ':', '/', '+', '=', '-'})
                    String token) {
        assertThat(RequestId.from(token)).isEqualTo(token);
    }

    @Property
    void whateverTheHeaderTheIdIsSafeToEchoAndToLog(@ForAll String header) {
        assertThat(RequestId.from(header)).matches("[A-Za-z0-9._:/+=-]{1,128}");
    }

    @Example
    void anythingElseIsReplaced() {
        for (String header : List.of(
                "", " ", "a b", "a\nb", "a\r\nSet-Cookie: x", "a\n", "<script>", "ä", "a,b", "\0", "a".repeat(129))) {
            assertThat(UUID.fromString(RequestId.from(header))).isNotNull();
        }
        assertThat(RequestId.from(null)).isNotEqualTo(RequestId.from(null));
    }

    @Example
    void theCurrentRequestsIdIsTheOneInItsLogLines() {
        MDC.put(RequestId.MDC_KEY, "order-42");
        try {
            assertThat(RequestId.current()).isEqualTo("order-42");
        } finally {
            MDC.remove(RequestId.MDC_KEY);
        }
        assertThat(UUID.fromString(RequestId.current())).isNotNull();
    }
}
