/** Users, each with a unique email address. */
@NullMarked
package io.ordertable.user;

import org.jspecify.annotations.NullMarked;
