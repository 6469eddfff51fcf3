package io.ordertable.infra.contract;

import java.util.List;

/**
 * How the application uses DynamoDB.
 *
 * @param operations the operations that it calls
 * @param actions the IAM actions that these need on the table and its indexes; a transaction needs those of its parts
 */
public record CallsContract(List<String> operations, List<String> actions) {

    /** Returns the actions that go through a cache: all but queries, whose cached results would ignore later writes. */
    public List<String> cachedActions() {
        return actions.stream()
                .filter(action -> !action.equals("dynamodb:Query"))
                .toList();
    }
}
