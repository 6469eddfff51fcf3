/** The one DynamoDB table: its keys, indexes, limits, creation and client. */
@NullMarked
package io.ordertable.table;

import org.jspecify.annotations.NullMarked;
