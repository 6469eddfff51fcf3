/** The AWS Lambda function that copies the keys of the token issuer to an S3 object, which the service can read without internet. */
@NullMarked
package io.ordertable.issuer;

import org.jspecify.annotations.NullMarked;
