/** From the table's stream to notifications. */
@NullMarked
package io.ordertable.infra.events;

import org.jspecify.annotations.NullMarked;
