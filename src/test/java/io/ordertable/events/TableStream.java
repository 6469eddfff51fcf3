package io.ordertable.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads what is written to a table from now on, with the Streams API of the engine that holds the table. */
final class TableStream implements AutoCloseable {

    private final DynamoDbStreamsClient client;
    private final String arn;

    /** Where reading goes on in each shard; null in one that is read to its end. */
    private final Map<String, @Nullable String> iterators = new LinkedHashMap<>();

    private TableStream(DynamoDbStreamsClient client, String arn) {
        this.client = client;
        this.arn = arn;
        open(ShardIteratorType.LATEST);
    }

    static TableStream of(DynamoDbClient table, String name) {
        var configuration = table.serviceClientConfiguration();
        DynamoDbStreamsClient client = DynamoDbStreamsClient.builder()
                .endpointOverride(configuration.endpointOverride().orElseThrow())
                .region(configuration.region())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new TableStream(
                client, table.describeTable(r -> r.tableName(name)).table().latestStreamArn());
    }

    String arn() {
        return arn;
    }

    /** What was written since the last call, in order. */
    List<Record> read() {
        open(ShardIteratorType.TRIM_HORIZON);
        List<Record> records = new ArrayList<>();
        iterators.replaceAll((shard, iterator) -> {
            if (iterator == null) {
                return null;
            }
            GetRecordsResponse response = client.getRecords(r -> r.shardIterator(iterator));
            records.addAll(response.records());
            return response.nextShardIterator();
        });
        return records;
    }

    @Override
    public void close() {
        client.close();
    }

    /** A shard that follows another is opened when the other is read to its end, as the changes of an item go on there. */
    private void open(ShardIteratorType position) {
        for (Shard shard :
                client.describeStream(r -> r.streamArn(arn)).streamDescription().shards()) {
            boolean parentIsOpen = iterators.get(shard.parentShardId()) != null;
            if (!iterators.containsKey(shard.shardId()) && !parentIsOpen) {
                iterators.put(shard.shardId(), iterator(shard, position));
            }
        }
    }

    private String iterator(Shard shard, ShardIteratorType position) {
        return client.getShardIterator(
                        r -> r.streamArn(arn).shardId(shard.shardId()).shardIteratorType(position))
                .shardIterator();
    }
}
