/** The CDK app that describes the AWS resources of Ordertable, its stacks, and what they share. */
@NullMarked
package io.ordertable.infra;

import org.jspecify.annotations.NullMarked;
