/** What outlives deployments: the table, its key and its backups. */
@org.jspecify.annotations.NullMarked
package io.ordertable.infra.data;
