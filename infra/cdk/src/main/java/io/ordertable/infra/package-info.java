/** The CDK app that describes the AWS resources of Ordertable, its stacks, and what they share. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra;
