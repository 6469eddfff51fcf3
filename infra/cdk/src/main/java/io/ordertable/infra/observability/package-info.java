/** Alarms that say what to do, and a dashboard in the order in which one looks. */
@NullMarked
package io.ordertable.infra.observability;

import org.jspecify.annotations.NullMarked;
