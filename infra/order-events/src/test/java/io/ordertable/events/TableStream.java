package io.ordertable.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is written to the service's table from now on, as JSON. Lambda hands the same JSON to functions. */
final class TableStream {

    private final LocalService service;
    private final String arn;

    /** Where reading continues in each shard; null in one that has been read to its end. */
    private final Map<String, @Nullable String> iterators = new LinkedHashMap<>();

    TableStream(LocalService service) {
        this.service = service;
        arn = service.streams("ListStreams", Map.of("TableName", LocalService.TABLE))
                .at("/Streams/0/StreamArn")
                .asText();
        open("LATEST");
    }

    /** Returns the records that were written since the last call, in order. */
    List<JsonNode> read() {
        open("TRIM_HORIZON");
        List<JsonNode> records = new ArrayList<>();
        iterators.replaceAll((shard, iterator) -> {
            if (iterator == null) {
                return null;
            }
            JsonNode response = service.streams("GetRecords", Map.of("ShardIterator", iterator));
            response.path("Records").forEach(records::add);
            return response.path("NextShardIterator").asText(null);
        });
        return records;
    }

    /** Opens a shard that follows another only when the other has been read to its end, because changes of an item continue there. */
    private void open(String position) {
        for (JsonNode shard :
                service.streams("DescribeStream", Map.of("StreamArn", arn)).at("/StreamDescription/Shards")) {
            String id = shard.path("ShardId").asText();
            boolean parentIsOpen = iterators.get(shard.path("ParentShardId").asText()) != null;
            if (!iterators.containsKey(id) && !parentIsOpen) {
                iterators.put(id, iterator(id, position));
            }
        }
    }

    private String iterator(String shard, String position) {
        return service.streams(
                        "GetShardIterator", Map.of("StreamArn", arn, "ShardId", shard, "ShardIteratorType", position))
                .path("ShardIterator")
                .asText();
    }
}
