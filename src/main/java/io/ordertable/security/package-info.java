/** Who calls: verifies tokens, and decides what their callers may reach and how much they may use. */
@NullMarked
package io.ordertable.security;

import org.jspecify.annotations.NullMarked;
