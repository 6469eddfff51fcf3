/** What outlives deployments: the table, its key and its backups. */
@NullMarked
package io.ordertable.infra.data;

import org.jspecify.annotations.NullMarked;
