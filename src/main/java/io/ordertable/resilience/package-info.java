/** What a failed DynamoDB call means for the caller. */
@NullMarked
package io.ordertable.resilience;

import org.jspecify.annotations.NullMarked;
