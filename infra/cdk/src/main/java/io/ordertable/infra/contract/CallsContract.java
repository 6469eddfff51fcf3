package io.ordertable.infra.contract;

import java.util.List;

/**
 * What the application asks of DynamoDB.
 *
 * @param operations the calls
 * @param actions the IAM actions that they need, all on the table and its indexes. A transaction needs those of its parts
 */
public record CallsContract(List<String> operations, List<String> actions) {

    /** The actions that go through a cache: all but queries, whose answers it would repeat whatever is written meanwhile. */
    public List<String> cachedActions() {
        return actions.stream()
                .filter(action -> !action.equals("dynamodb:Query"))
                .toList();
    }
}
