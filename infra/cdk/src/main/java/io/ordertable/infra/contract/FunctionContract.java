package io.ordertable.infra.contract;

import java.util.List;

/**
 * The events function.
 *
 * @param handler the class that Lambda calls
 * @param dimension the only dimension of its metrics, whose value is the function's name
 * @param metrics the counts that alarms watch
 */
public record FunctionContract(String handler, String dimension, List<String> metrics) {

    /**
     * A count of the function's, as its name.
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
