package io.ordertable.infra.network;

/** The TCP ports in use. */
public final class Ports {

    /** The load balancer over TLS, and the interfaces of AWS services. */
    public static final int HTTPS = 443;
    /** The load balancer without TLS: for requests if there is no certificate, otherwise for redirects to HTTPS. */
    public static final int HTTP = 80;
    /** The service's API. */
    public static final int SERVICE = 8080;
    /** The service's health and operators' endpoints. The load balancer uses it for health checks only. */
    public static final int MANAGEMENT = 8081;
    /** DAX over TLS. */
    public static final int DAX = 9111;

    private Ports() {}
}
