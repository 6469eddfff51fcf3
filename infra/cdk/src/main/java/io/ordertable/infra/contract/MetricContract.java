package io.ordertable.infra.contract;

import java.util.List;

/** A metric that the application publishes, with the names of all its dimensions in alphabetical order. */
public record MetricContract(String name, List<String> dimensions) {}
