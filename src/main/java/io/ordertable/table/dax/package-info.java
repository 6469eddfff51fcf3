/** DynamoDB through a DAX cluster, if one is configured. */
@NullMarked
package io.ordertable.table.dax;

import org.jspecify.annotations.NullMarked;
