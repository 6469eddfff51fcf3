/** The VPC without a way to the internet, its endpoints and who may talk to whom. */
@NullMarked
package io.ordertable.infra.network;

import org.jspecify.annotations.NullMarked;
