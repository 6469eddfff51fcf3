package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTests {

    private static final String PEER = "10.0.0.1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 192.0.2.1                                     | 10.0.0.1
            1 | 192.0.2.1                                     | 192.0.2.1
            1 | 198.51.100.9, 192.0.2.1                       | 192.0.2.1
            2 | 198.51.100.9, 192.0.2.1, 10.0.0.7             | 192.0.2.1
            1 | 2001:db8:1:2:3:4:5:6                          | 20010db800010002
            1 | 2001:db8:1:2:ffff::1                          | 20010db800010002
            2 | 192.0.2.1                                     | 10.0.0.1
            1 | unknown                                       | 10.0.0.1
            1 | localhost                                     | 10.0.0.1
            1 | ''                                            | 10.0.0.1
            """)
    void onlyWhatTrustedProxiesAppendedIsTrue(int trustedProxies, String forwardedFor, String address) {
        assertThat(ClientAddress.of(request(forwardedFor), trustedProxies)).isEqualTo(address);
    }

    private static MockHttpServletRequest request(String forwardedFor) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(PEER);
        request.addHeader("X-Forwarded-For", forwardedFor);
        return request;
    }
}
