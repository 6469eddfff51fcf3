/** "Create this once": the client's key, the record of what it created, and the replay. Used by every feature that creates something. */
@NullMarked
package io.ordertable.idempotency;

import org.jspecify.annotations.NullMarked;
