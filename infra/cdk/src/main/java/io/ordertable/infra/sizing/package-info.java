/** From orders a second to capacity, quotas and cost, without any CDK. */
@NullMarked
package io.ordertable.infra.sizing;

import org.jspecify.annotations.NullMarked;
