package io.ordertable.infra.events;

import io.ordertable.infra.contract.Contract;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * Delivers the stream's records of orders to the function, in order for each key. If the function fails without a response, the
 * batch is halved until the record that causes it is found.
 */
class StreamMapping extends Construct {

    private static final int BATCH = 100;
    private static final Duration WINDOW = Duration.seconds(1);
    /** More than the maximum age allows, because an outage of the topic must delay events, not lose them. */
    private static final int RETRIES = 1000;

    /** Half of the time for which the stream keeps records, so that the on-call engineer can still read them. */
    private static final Duration MAX_RECORD_AGE = Duration.hours(12);

    StreamMapping(Construct scope, String id, String stream, IFunction function, IQueue failures) {
        super(scope, id);
        EventSourceMapping.Builder.create(this, "Mapping")
                .eventSourceArn(stream)
                .target(function)
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .filters(List.of(FilterCriteria.filter(Map.of("dynamodb", Map.of("Keys", ordersOnly())))))
                .batchSize(BATCH)
                .maxBatchingWindow(WINDOW)
                .bisectBatchOnError(true)
                .reportBatchItemFailures(true)
                .retryAttempts(RETRIES)
                .maxRecordAge(MAX_RECORD_AGE)
                .onFailure(new SqsDlq(failures))
                .build();
    }

    private static Map<String, Object> ordersOnly() {
        String prefix = Contract.table().orderSortKeyPrefix();
        return Map.of(Contract.table().sortKey(), Map.of("S", FilterRule.beginsWith(prefix)));
    }
}
