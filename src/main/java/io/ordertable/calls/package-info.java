/** One call to DynamoDB: its attempts, deadline, retry budget and circuit breaker, and what its failure means. */
@NullMarked
package io.ordertable.calls;

import org.jspecify.annotations.NullMarked;
