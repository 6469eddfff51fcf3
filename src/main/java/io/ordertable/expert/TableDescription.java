package io.ordertable.expert;

/**
 * The table as its control plane describes it.
 *
 * @param name the table's name
 */
record TableDescription(String name) {}
