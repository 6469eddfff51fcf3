/** Orders: placed by users, moved through their states, listed, read in batches and imported in bulk. */
@NullMarked
package io.ordertable.order;

import org.jspecify.annotations.NullMarked;
