/** Synthesizes environments offline, and looks at what CloudFormation would be given. */
@NullMarked
package io.ordertable.infra;

import org.jspecify.annotations.NullMarked;
