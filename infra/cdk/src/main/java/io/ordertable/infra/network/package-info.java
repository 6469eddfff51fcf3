/** The VPC without a route to the internet, its endpoints, and the allowed connections. */
@NullMarked
package io.ordertable.infra.network;

import org.jspecify.annotations.NullMarked;
