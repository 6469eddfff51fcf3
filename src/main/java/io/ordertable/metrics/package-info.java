/** Measures the calls to DynamoDB: meters for each attempt, and the consumed capacity for listeners. */
@NullMarked
package io.ordertable.metrics;

import org.jspecify.annotations.NullMarked;
