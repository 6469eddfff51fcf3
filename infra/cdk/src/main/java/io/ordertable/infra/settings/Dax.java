package io.ordertable.infra.settings;

/**
 * A cache in front of the table.
 *
 * @param nodeType type of the nodes
 * @param nodes number of nodes; three survive the loss of a zone
 */
public record Dax(String nodeType, int nodes) {

    public Dax {
        if (nodes < 1 || nodes > 11) {
            throw new IllegalArgumentException("A DAX cluster has 1 to 11 nodes, not " + nodes);
        }
    }
}
