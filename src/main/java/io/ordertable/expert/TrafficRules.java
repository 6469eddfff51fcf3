package io.ordertable.expert;

import java.util.List;

/** Rules about what this instance did with the table: performance, data model and integration. */
final class TrafficRules {

    static final List<Rule> ALL = List.of();

    private TrafficRules() {}
}
