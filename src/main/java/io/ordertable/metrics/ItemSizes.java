package io.ordertable.metrics;

import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.table.ItemSize;
import io.ordertable.table.TableItem;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Measures items: of writes a sample, because measuring takes time, and each item that is large by the units it consumed. */
final class ItemSizes {

    private static final int SAMPLE = 16;
    private static final int UNIT = 1024;
    /** So much over a whole number of write units costs another one. */
    private static final int LITTLE = UNIT / 10;

    /** A write of 300 KB, in a transaction of half of that; and an eventually consistent read of 320 KB. */
    private static final double LARGE_WRITE = 300;

    private static final double LARGE_READ = 40;

    private long writes;
    private Traffic.Items summary = Traffic.Items.NONE;

    void add(Consumption consumption) {
        double written = consumption.units(Target.TABLE, Kind.WRITE);
        boolean chosen = written > 0 && writes++ % SAMPLE == 0;
        boolean large = written >= LARGE_WRITE
                || consumption.request() instanceof GetItemRequest
                        && consumption.units(Target.TABLE, Kind.READ) >= LARGE_READ;
        if (chosen || large) {
            items(consumption).forEach(item -> measure(item, chosen));
        }
    }

    Traffic.Items summary() {
        return summary;
    }

    private void measure(Map<String, AttributeValue> item, boolean chosen) {
        int size = ItemSize.of(item);
        AttributeValue key = item.get(TableItem.PK);
        boolean justOver = size > UNIT && size % UNIT > 0 && size % UNIT <= LITTLE;
        summary = summary.plus(new Traffic.Items(
                chosen ? 1 : 0,
                chosen ? Math.ceilDiv(size, UNIT) : 0,
                chosen && justOver ? 1 : 0,
                size,
                key == null ? null : key.s()));
    }

    /** Returns whole items; an update has only what it changes. */
    private static Stream<Map<String, AttributeValue>> items(Consumption consumption) {
        return switch (consumption.request()) {
            case PutItemRequest put -> Stream.of(put.item());
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .filter(item -> item.put() != null)
                        .map(item -> item.put().item());
            case BatchWriteItemRequest batch ->
                batch.requestItems().values().stream()
                        .flatMap(writes -> writes.stream())
                        .filter(write -> write.putRequest() != null)
                        .map(write -> write.putRequest().item());
            case GetItemRequest get -> Stream.of(((GetItemResponse) consumption.response()).item());
            default -> Stream.empty();
        };
    }
}
