/** Alarms that say what to do, a dashboard, and saved queries. */
@NullMarked
package io.ordertable.infra.observability;

import org.jspecify.annotations.NullMarked;
