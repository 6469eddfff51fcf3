/** DynamoDB through a DAX cluster, where one is configured. */
@NullMarked
package io.ordertable.table.dax;

import org.jspecify.annotations.NullMarked;
