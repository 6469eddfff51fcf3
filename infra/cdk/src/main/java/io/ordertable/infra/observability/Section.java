package io.ordertable.infra.observability;

import java.util.List;

/** Alarms about the same thing, under the question that they answer. */
record Section(String question, List<AlarmRule> rules) {}
