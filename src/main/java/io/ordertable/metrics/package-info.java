/** What the calls to DynamoDB tell: meters for each attempt, and the consumed capacity for those who listen. */
@NullMarked
package io.ordertable.metrics;

import org.jspecify.annotations.NullMarked;
