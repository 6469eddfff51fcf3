/** What Ordertable runs on in AWS: the CDK app, its stacks and what they share. */
@NullMarked
package io.ordertable.infra;

import org.jspecify.annotations.NullMarked;
