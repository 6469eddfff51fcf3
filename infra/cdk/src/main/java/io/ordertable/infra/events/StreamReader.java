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
 * Brings the stream's records of orders to the function, in order for each key. A batch that fails is halved until the record is
 * found that it fails on; the good ones before it are not repeated.
 */
class StreamReader extends Construct {

    private static final int BATCH = 100;
    private static final Duration WINDOW = Duration.seconds(1);
    /** So many, as it is the age that ends them: an outage of the topic is to delay events, not to lose them. */
    private static final int RETRIES = 1000;

    /** Half of the time for which the stream keeps records, so that who is woken can still read them. */
    private static final Duration OLDEST = Duration.hours(12);

    StreamReader(Construct scope, String id, String stream, IFunction function, IQueue failures) {
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
                .maxRecordAge(OLDEST)
                .onFailure(new SqsDlq(failures))
                .build();
    }

    private static Map<String, Object> ordersOnly() {
        String prefix = Contract.table().orderSortKeyPrefix();
        return Map.of(Contract.table().sortKey(), Map.of("S", FilterRule.beginsWith(prefix)));
    }
}
