package io.ordertable.backfill;

/** The primary key of an item. */
record PrimaryKey(String partition, String sort) {}
