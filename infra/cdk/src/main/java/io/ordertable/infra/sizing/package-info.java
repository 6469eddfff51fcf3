/** From orders a second to capacity and quotas, without any CDK. */
@NullMarked
package io.ordertable.infra.sizing;

import org.jspecify.annotations.NullMarked;
