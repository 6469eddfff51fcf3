package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TraceIdTests {

    private static final String W3C = "0af7651916cd43dd8448eb211c80319c";
    private static final String AWS = "1-67891233-abcdef012345678912345678";

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void theTraceOfACallerIsTakenBeforeTheLoadBalancers() {
        request.addHeader("X-Amzn-Trace-Id", "Self=1-67891234-12456789abcdef012345678;Root=" + AWS + ";Sampled=1");
        assertThat(TraceId.from(request)).contains(AWS);

        request.addHeader("traceparent", "00-" + W3C + "-b7ad6b7169203331-01");
        assertThat(TraceId.from(request)).contains(W3C);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c",
                "00-0af7651916cd43dd8448eb211c80319c\n-b7ad6b7169203331-01",
                "Root=1-67891233-ABCDEF012345678912345678",
                "XRoot=1-67891233-abcdef012345678912345678"
            })
    void whatIsNotWellFormedIsNoTrace(String header) {
        request.addHeader("traceparent", header);
        request.addHeader("X-Amzn-Trace-Id", header);

        assertThat(TraceId.from(request)).isEmpty();
    }
}
