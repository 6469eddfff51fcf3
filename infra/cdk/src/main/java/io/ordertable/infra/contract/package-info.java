/** What the application and the infrastructure have to agree on; tests of both read the same files. */
@NullMarked
package io.ordertable.infra.contract;

import org.jspecify.annotations.NullMarked;
