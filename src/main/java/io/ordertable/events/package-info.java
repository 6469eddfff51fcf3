/** The AWS Lambda function that announces on an SNS topic what the table's stream tells of orders. */
@NullMarked
package io.ordertable.events;

import org.jspecify.annotations.NullMarked;
