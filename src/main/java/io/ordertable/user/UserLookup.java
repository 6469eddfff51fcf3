package io.ordertable.user;

import java.util.Set;
import java.util.UUID;

/**
 * What DynamoDB answered when it was asked for many users.
 *
 * @param existing those that exist
 * @param unprocessed those that it did not look up
 */
record UserLookup(Set<UUID> existing, Set<UUID> unprocessed) {}
