package io.ordertable.infra.contract;

import java.util.List;

/**
 * The events function.
 *
 * @param handler the class that Lambda calls
 * @param dimension the only dimension of its metrics; its value is the function's name
 * @param metrics the metrics that alarms watch
 */
public record FunctionContract(String handler, String dimension, List<String> metrics) {

    /**
     * Returns the name of a metric of the function.
     *
     * @throws IllegalArgumentException if the contract does not list it
     */
    public String metric(String name) {
        if (!metrics.contains(name)) {
            throw new IllegalArgumentException("The function has no metric " + name);
        }
        return name;
    }
}
