package io.ordertable.table;

import io.ordertable.calls.Deadline;
import io.ordertable.calls.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reports down if the table is missing or has other keys, or access is denied. While the table throttles or does not answer, it
 * reports up: all instances share that, and taking them out would replace their quick 503 by a load balancer's. Reads at most once a
 * second.
 */
@Component("table")
class TableHealthIndicator implements HealthIndicator {

    private static final Set<FailureKind> DOWN =
            Set.of(FailureKind.MISCONFIGURED, FailureKind.CONDITION_FAILED, FailureKind.REFUSED);
    private static final AttributeValue UNUSED_KEY = AttributeValue.fromS("HEALTH");
    private static final Duration VALIDITY = Duration.ofSeconds(1);
    /** Shorter than probes usually wait. */
    private static final Duration TIMEOUT = Duration.ofMillis(500);

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
            last = Deadline.within(TIMEOUT, this::read);
            expiry = System.nanoTime() + VALIDITY.toNanos();
        }
        return last;
    }

    /** Reads consistently, because a cache would answer for the table otherwise. */
    private Health read() {
        try {
            client.getItem(r -> r.tableName(table)
                    .key(Map.of(TableItem.PK, UNUSED_KEY, TableItem.SK, UNUSED_KEY))
                    .consistentRead(true));
            return Health.up().build();
        } catch (SdkException e) {
            FailureKind failure = FailureKind.of(e);
            Health.Builder health = DOWN.contains(failure) ? Health.down() : Health.up();
            return health.withDetail("failure", failure).build();
        }
    }
}
