/** The service on ECS Fargate behind a load balancer. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.service;
