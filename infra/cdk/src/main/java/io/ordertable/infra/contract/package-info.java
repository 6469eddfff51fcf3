/** What application and infrastructure have to agree on; tests on both sides read the same files. */
@NullMarked
package io.ordertable.infra.contract;

import org.jspecify.annotations.NullMarked;
