package io.ordertable.infra.observability;

import java.util.List;

/** Alarms that together answer a question. */
record Section(String question, List<AlarmRule> rules) {}
