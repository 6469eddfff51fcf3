/** From the table's stream to notifications. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.events;
