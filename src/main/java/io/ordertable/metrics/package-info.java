/** Measures the calls to DynamoDB: meters for each attempt, the consumed capacity for listeners, and a summary of recent traffic. */
@NullMarked
package io.ordertable.metrics;

import org.jspecify.annotations.NullMarked;
