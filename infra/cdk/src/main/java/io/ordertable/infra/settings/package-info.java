/** The settings of an environment, and the names that follow from them. */
@NullMarked
package io.ordertable.infra.settings;

import org.jspecify.annotations.NullMarked;
