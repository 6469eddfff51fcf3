package io.ordertable.order;

import io.ordertable.table.IsoTime;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The personal data in the stored form of an order. It is erased by empty values, because an update of some attributes cannot remove
 * others, and readers take an empty value for none. So an order shows that its data has been erased.
 */
@NullUnmarked
class PersonalOrderItem extends TableItem {

    private static final String VERSION = "version";

    /** The attributes that are erased. */
    private static final List<String> PERSONAL = List.of("shipping_address", "billing_address", "contact", "note");

    /** What has to be read of an order to erase it. */
    static final List<String> PROJECTION =
            Stream.concat(Stream.of(PK, SK, VERSION), PERSONAL.stream()).toList();

    static final StaticTableSchema<PersonalOrderItem> SCHEMA = schema();

    private final Map<String, AttributeValue> personal = new LinkedHashMap<>();
    private String updatedAt;
    private Long version;

    private static StaticTableSchema<PersonalOrderItem> schema() {
        StaticTableSchema.Builder<PersonalOrderItem> schema = StaticTableSchema.builder(PersonalOrderItem.class)
                .newItemSupplier(PersonalOrderItem::new)
                .extend(TableItem.SCHEMA)
                .addAttribute(String.class, a -> a.name("updated_at")
                        .getter(item -> item.updatedAt)
                        .setter((item, value) -> item.updatedAt = value))
                .addAttribute(Long.class, a -> a.name(VERSION)
                        .getter(item -> item.version)
                        .setter((item, value) -> item.version = value));
        PERSONAL.forEach(name -> schema.addAttribute(AttributeValue.class, a -> a.name(name)
                .getter(item -> item.personal.get(name))
                .setter((item, value) -> item.personal.put(name, value))
                .attributeConverter(new RawDocument())));
        return schema.build();
    }

    /** Returns whether the order has personal data, or had some before it was erased. */
    boolean isPersonal() {
        return !personal.isEmpty();
    }

    boolean isErased() {
        return personal.values().stream().allMatch(value -> value.equals(empty(value)));
    }

    /** Returns only what erasing writes: empty values, and the next version. */
    PersonalOrderItem erased(Instant now) {
        PersonalOrderItem item = new PersonalOrderItem();
        item.partitionKey = partitionKey;
        item.sortKey = sortKey;
        personal.forEach((name, value) -> item.personal.put(name, empty(value)));
        item.updatedAt = IsoTime.format(now);
        item.version = version + 1;
        return item;
    }

    long version() {
        return version;
    }

    UUID orderId() {
        return Keys.orderId(sortKey);
    }

    private static AttributeValue empty(AttributeValue value) {
        return value.hasM() ? AttributeValue.fromM(Map.of()) : AttributeValue.fromS("");
    }

    /** Leaves a value as it is stored. */
    private static final class RawDocument implements AttributeConverter<AttributeValue> {

        @Override
        public AttributeValue transformFrom(AttributeValue value) {
            return value;
        }

        @Override
        public AttributeValue transformTo(AttributeValue value) {
            return value;
        }

        @Override
        public EnhancedType<AttributeValue> type() {
            return EnhancedType.of(AttributeValue.class);
        }

        @Override
        public AttributeValueType attributeValueType() {
            return AttributeValueType.M;
        }
    }
}
