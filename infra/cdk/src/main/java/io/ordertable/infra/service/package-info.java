/** The service on ECS Fargate behind a load balancer. */
@NullMarked
package io.ordertable.infra.service;

import org.jspecify.annotations.NullMarked;
