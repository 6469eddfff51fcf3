/** From orders a second to capacity and quotas, without any CDK. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.sizing;
