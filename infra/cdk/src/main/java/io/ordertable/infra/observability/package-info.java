/** Alarms that say what to do, and a dashboard in the order of diagnosis. */
@NullMarked
package io.ordertable.infra.observability;

import org.jspecify.annotations.NullMarked;
