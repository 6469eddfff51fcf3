/** Publishes chosen meters to CloudWatch, where that is turned on. */
@NullMarked
package io.ordertable.metrics.cloudwatch;

import org.jspecify.annotations.NullMarked;
