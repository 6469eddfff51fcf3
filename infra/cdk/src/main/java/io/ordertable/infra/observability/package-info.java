/** Alarms that say what to do, a dashboard, and saved queries. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.observability;
