package io.ordertable.user;

import io.ordertable.table.Cursor;
import io.ordertable.table.IsoTime;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The stored form of an erasure, in the user's partition; in {@link TableItem#GSI2} while it runs, the oldest first. */
@NullUnmarked
class ErasureItem extends TableItem {

    static final String LEASE = "lease";

    private static final Duration LIFETIME = Duration.ofDays(90);

    static final StaticTableSchema<ErasureItem> SCHEMA = StaticTableSchema.builder(ErasureItem.class)
            .newItemSupplier(ErasureItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(String.class, a -> a.name("started_at")
                    .getter(item -> item.startedAt)
                    .setter((item, value) -> item.startedAt = value))
            .addAttribute(String.class, a -> a.name("finished_at")
                    .getter(item -> item.finishedAt)
                    .setter((item, value) -> item.finishedAt = value))
            .addAttribute(Long.class, a -> a.name("orders_checked")
                    .getter(item -> item.ordersChecked)
                    .setter((item, value) -> item.ordersChecked = value))
            .addAttribute(Long.class, a -> a.name("orders_erased")
                    .getter(item -> item.ordersErased)
                    .setter((item, value) -> item.ordersErased = value))
            .addAttribute(UUID.class, a -> a.name("last_order_id")
                    .getter(item -> item.lastOrderId)
                    .setter((item, value) -> item.lastOrderId = value))
            .addAttribute(Boolean.class, a -> a.name("second_look")
                    .getter(item -> item.secondLook)
                    .setter((item, value) -> item.secondLook = value))
            .addAttribute(
                    UUID.class,
                    a -> a.name(LEASE).getter(item -> item.lease).setter((item, value) -> item.lease = value))
            .addAttribute(String.class, a -> a.name("leased_until")
                    .getter(item -> item.leasedUntil)
                    .setter((item, value) -> item.leasedUntil = value))
            .addAttribute(Long.class, a -> a.name(TableItem.EXPIRES_AT)
                    .getter(item -> item.expiresAt)
                    .setter((item, value) -> item.expiresAt = value))
            .build();

    private String startedAt;
    private String finishedAt;
    private Long ordersChecked;
    private Long ordersErased;
    private UUID lastOrderId;
    private Boolean secondLook;
    private UUID lease;
    private String leasedUntil;
    private Long expiresAt;

    static ErasureItem from(Erasure erasure) {
        ErasureItem item = new ErasureItem();
        item.partitionKey = Keys.user(erasure.userId());
        item.sortKey = Keys.ERASURE;
        item.type = "erasure";
        item.schema = NEWEST;
        item.startedAt = IsoTime.format(erasure.startedAt());
        item.ordersChecked = erasure.ordersChecked();
        item.ordersErased = erasure.ordersErased();
        item.lastOrderId = erasure.last() == null ? null : erasure.last().lastId();
        item.secondLook = erasure.secondLook() ? true : null;
        item.lease = erasure.lease();
        item.leasedUntil = IsoTime.format(erasure.leasedUntil());
        if (erasure.finishedAt() == null) {
            item.gsi2PartitionKey = Keys.RUNNING_ERASURES;
            item.gsi2SortKey = item.startedAt;
        } else {
            item.finishedAt = IsoTime.format(erasure.finishedAt());
            item.expiresAt = erasure.finishedAt().plus(LIFETIME).getEpochSecond();
        }
        return item;
    }

    static Key keyOf(UUID userId) {
        return Keys.primary(Keys.user(userId), Keys.ERASURE);
    }

    UUID userId() {
        return Keys.userId(partitionKey);
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && expiresAt <= now.getEpochSecond();
    }

    Erasure toErasure() {
        return new Erasure(
                userId(),
                IsoTime.parse(startedAt),
                finishedAt == null ? null : IsoTime.parse(finishedAt),
                ordersChecked,
                ordersErased,
                lastOrderId == null ? null : new Cursor(lastOrderId),
                secondLook != null,
                lease,
                IsoTime.parse(leasedUntil));
    }
}
