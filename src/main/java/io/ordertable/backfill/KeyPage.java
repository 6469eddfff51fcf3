package io.ordertable.backfill;

import java.util.List;

/** Keys of orders in one partition of the status index, ascending, and whether there are more. */
record KeyPage(List<PrimaryKey> keys, boolean more) {}
