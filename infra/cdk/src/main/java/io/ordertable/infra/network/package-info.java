/** The VPC without a route to the internet, its endpoints, and the allowed connections. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.network;
