package io.ordertable.infra.network;

/** The TCP ports that are used. */
public final class Ports {

    /** Clients of the load balancer, over TLS; AWS's interfaces too. */
    public static final int HTTPS = 443;
    /** Clients of the load balancer where there is no certificate, or to be told to use HTTPS. */
    public static final int HTTP = 80;
    /** The service's API. */
    public static final int SERVICE = 8080;
    /** The service's health and operators' endpoints; of these the load balancer asks for the readiness only. */
    public static final int MANAGEMENT = 8081;
    /** DAX over TLS. */
    public static final int DAX = 9111;

    private Ports() {}
}
