package io.ordertable.backfill;

import java.util.List;

/**
 * The partitions of the status index, which lead to all orders. Those of a stage are read at the same time, after those of the stages
 * before. Orders move to later stages only, so that none gets past the backfill on its way.
 */
public record Stages(List<List<String>> partitions) {}
