package io.ordertable.table;

import io.ordertable.calls.Deadline;
import io.ordertable.calls.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether this instance can use its table: down where the table is missing, has other keys, or access is denied. Up while it
 * throttles or does not answer: all instances share that, so taking them out would only replace their quick 503 by a load
 * balancer's, and bring them back later than the table. Asks with a read that the service may do anyway, at most once a second.
 */
@Component("table")
class TableHealthIndicator implements HealthIndicator {

    /** No item has this key. */
    private static final Map<String, AttributeValue> NOTHING =
            Map.of(Table.PK, AttributeValue.fromS("HEALTH"), Table.SK, AttributeValue.fromS("HEALTH"));

    private static final Duration VALIDITY = Duration.ofSeconds(1);
    /** Shorter than what probes commonly wait. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final DynamoDbClient client;
    private final String table;
    private Health last = Health.unknown().build();
    private long expiry = System.nanoTime();

    TableHealthIndicator(DynamoDbClient client, TableProperties properties) {
        this.client = client;
        this.table = properties.name();
    }

    @Override
    public synchronized Health health() {
        if (System.nanoTime() - expiry >= 0) {
            last = Deadline.within(PATIENCE, this::probe);
            expiry = System.nanoTime() + VALIDITY.toNanos();
        }
        return last;
    }

    private Health probe() {
        try {
            // Strong, as a cache in between would answer for the table.
            client.getItem(r -> r.tableName(table).key(NOTHING).consistentRead(true));
            return Health.up().build();
        } catch (SdkException e) {
            FailureKind failure = FailureKind.of(e);
            Health.Builder health =
                    switch (failure) {
                        case THROTTLED, CONFLICT, UNAVAILABLE, OVERLOADED -> Health.up();
                        case MISCONFIGURED, CONDITION_FAILED, REFUSED -> Health.down();
                    };
            return health.withDetail("failure", failure).build();
        }
    }
}
