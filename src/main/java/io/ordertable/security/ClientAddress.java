package io.ordertable.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** The address from which a client is known to have sent a request. */
final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * Returns what the outermost of so many trusted proxies saw, or else the peer. Each proxy appends the address of its client to
     * {@code X-Forwarded-For}, so only as many of the last entries as there are proxies are known to be true. Of an IPv6 address,
     * returns the network, because anybody has all addresses of one.
     */
    static String of(HttpServletRequest request, int trustedProxies) {
        List<String> forwarded = Collections.list(request.getHeaders(FORWARDED_FOR)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
        boolean known = trustedProxies > 0 && forwarded.size() >= trustedProxies;
        try {
            return known
                    ? network(forwarded.get(forwarded.size() - trustedProxies).trim())
                    : network(request.getRemoteAddr());
        } catch (IllegalArgumentException e) {
            return request.getRemoteAddr();
        }
    }

    private static String network(String literal) {
        InetAddress address = InetAddress.ofLiteral(literal);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
