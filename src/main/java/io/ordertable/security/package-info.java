/** Who calls: verifies tokens, and decides what their callers may reach. */
@NullMarked
package io.ordertable.security;

import org.jspecify.annotations.NullMarked;
