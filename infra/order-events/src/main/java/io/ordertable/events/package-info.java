/** The AWS Lambda function that reads the table's stream and publishes what happened to orders on an SNS topic. */
@NullMarked
package io.ordertable.events;

import org.jspecify.annotations.NullMarked;
