package io.ordertable.table;

import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Index;
import io.ordertable.table.TableDescription.Missing;
import io.ordertable.table.TableDescription.Units;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Asks DynamoDB about the table, at most once a minute, because AWS limits such calls for the whole account. */
@Component
public class TableDescriber {

    private static final Duration VALIDITY = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** DynamoDB Local and LocalStack use it in ARNs, and AWS has no account with it. */
    private static final String EMULATED_ACCOUNT = ":000000000000:";

    private final ControlPlane controlPlane;
    private final String name;
    private final Clock clock;
    private @Nullable TableDescription last;
    private Instant expiry = Instant.MIN;

    TableDescriber(ControlPlane controlPlane, TableProperties properties, Clock clock) {
        this.controlPlane = controlPlane;
        this.name = properties.name();
        this.clock = clock;
    }

    /** Describes the table. Each call that fails is left out; if one gets no answer in two seconds, the others are not tried. */
    public synchronized TableDescription describe() {
        if (last == null || !clock.instant().isBefore(expiry)) {
            last = read();
            expiry = clock.instant().plus(VALIDITY);
        }
        return last;
    }

    private TableDescription read() {
        try (DynamoDbClient client = controlPlane
                .client()
                .overrideConfiguration(o -> o.apiCallTimeout(TIMEOUT).retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build()) {
            Calls calls = new Calls(client, new TreeMap<>());
            return new TableDescription(
                    name,
                    calls.ask(
                            "DescribeTable",
                            c -> details(c.describeTable(r -> r.tableName(name)).table())),
                    calls.ask("DescribeContinuousBackups", this::recovery),
                    calls.ask("DescribeTimeToLive", this::timeToLive),
                    calls.ask("DescribeContributorInsights", c -> c.describeContributorInsights(r -> r.tableName(name))
                            .contributorInsightsStatusAsString()),
                    calls.missing());
        }
    }

    private boolean recovery(DynamoDbClient client) {
        return client.describeContinuousBackups(r -> r.tableName(name))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
    }

    private String timeToLive(DynamoDbClient client) {
        var expiration = client.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription();
        return switch (expiration.timeToLiveStatus()) {
            case TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING -> expiration.attributeName();
            default -> "";
        };
    }

    /** Emulators leave out what has its default. */
    private static Details details(software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        var billing = table.billingModeSummary();
        boolean onDemand = billing != null && billing.billingMode() == BillingMode.PAY_PER_REQUEST;
        var tableClass = table.tableClassSummary();
        var stream = table.streamSpecification();
        var encryption = table.sseDescription();
        var warm = table.warmThroughput();
        return new Details(
                table.tableArn().contains(EMULATED_ACCOUNT),
                table.tableStatusAsString(),
                onDemand,
                tableClass != null && tableClass.tableClass() == TableClass.STANDARD_INFREQUENT_ACCESS,
                number(table.itemCount()),
                number(table.tableSizeBytes()),
                new Capacity(
                        onDemand ? null : units(table.provisionedThroughput()),
                        units(table.onDemandThroughput()),
                        warm == null ? null : new Units(warm.readUnitsPerSecond(), warm.writeUnitsPerSecond())),
                table.globalSecondaryIndexes().stream()
                        .map(index -> index(index, onDemand))
                        .toList(),
                stream != null && stream.streamEnabled() ? stream.streamViewTypeAsString() : "",
                Boolean.TRUE.equals(table.deletionProtectionEnabled()),
                encryption != null && encryption.sseType() == SSEType.KMS);
    }

    private static Index index(GlobalSecondaryIndexDescription index, boolean onDemand) {
        var warm = index.warmThroughput();
        return new Index(
                index.indexName(),
                number(index.itemCount()),
                number(index.indexSizeBytes()),
                new Capacity(
                        onDemand ? null : units(index.provisionedThroughput()),
                        units(index.onDemandThroughput()),
                        warm == null ? null : new Units(warm.readUnitsPerSecond(), warm.writeUnitsPerSecond())));
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Units units(@Nullable ProvisionedThroughputDescription provisioned) {
        return provisioned == null
                ? null
                : new Units(provisioned.readCapacityUnits(), provisioned.writeCapacityUnits());
    }

    private static @Nullable Units units(@Nullable OnDemandThroughput maximum) {
        return maximum == null ? null : new Units(maximum.maxReadRequestUnits(), maximum.maxWriteRequestUnits());
    }

    /** Calls of one client, and why some of them had no answer. */
    private record Calls(DynamoDbClient client, Map<String, Missing> missing) {

        <T> @Nullable T ask(String operation, Function<DynamoDbClient, T> call) {
            if (!missing.containsValue(Missing.NO_ANSWER)) {
                try {
                    return call.apply(client);
                } catch (SdkException e) {
                    missing.put(operation, Missing.of(e));
                    return null;
                }
            }
            missing.put(operation, Missing.NO_ANSWER);
            return null;
        }
    }
}
