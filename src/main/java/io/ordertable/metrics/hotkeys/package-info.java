/** Which partition keys consume most. */
@NullMarked
package io.ordertable.metrics.hotkeys;

import org.jspecify.annotations.NullMarked;
