/** Rewrites stored items to the newest form, in a process of its own. */
@NullMarked
package io.ordertable.backfill;

import org.jspecify.annotations.NullMarked;
