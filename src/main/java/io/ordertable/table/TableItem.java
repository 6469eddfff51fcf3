package io.ordertable.table;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys that every item of the table may have, and the kind of item. An item without an index's keys is not in that index. */
@NullUnmarked
public abstract class TableItem {

    public static final String PK = "PK";
    public static final String SK = "SK";
    /** The index that finds an order by its id; projects all attributes. */
    public static final String GSI1 = "GSI1";

    public static final String GSI1PK = "GSI1PK";
    /** The index that lists orders by status, sharded; projects the keys only. */
    public static final String GSI2 = "GSI2";

    public static final String GSI2PK = "GSI2PK";
    /** The time-to-live attribute, in epoch seconds. */
    public static final String EXPIRES_AT = "expires_at";

    private static final String FORM = "schema";

    /** The newest form of items, which every write stores. Items without a number have the form before it was introduced. */
    public static final int NEWEST = 1;

    /** Extended by the schema of each kind of item. */
    public static final StaticTableSchema<TableItem> SCHEMA = StaticTableSchema.builder(TableItem.class)
            .addAttribute(String.class, a -> a.name(PK)
                    .getter(item -> item.partitionKey)
                    .setter((item, value) -> item.partitionKey = value)
                    .tags(primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name(SK)
                    .getter(item -> item.sortKey)
                    .setter((item, value) -> item.sortKey = value)
                    .tags(primarySortKey()))
            .addAttribute(String.class, a -> a.name(GSI1PK)
                    .getter(item -> item.gsi1PartitionKey)
                    .setter((item, value) -> item.gsi1PartitionKey = value)
                    .tags(secondaryPartitionKey(GSI1)))
            .addAttribute(String.class, a -> a.name("GSI1SK")
                    .getter(item -> item.gsi1SortKey)
                    .setter((item, value) -> item.gsi1SortKey = value)
                    .tags(secondarySortKey(GSI1)))
            .addAttribute(String.class, a -> a.name(GSI2PK)
                    .getter(item -> item.gsi2PartitionKey)
                    .setter((item, value) -> item.gsi2PartitionKey = value)
                    .tags(secondaryPartitionKey(GSI2)))
            .addAttribute(String.class, a -> a.name("GSI2SK")
                    .getter(item -> item.gsi2SortKey)
                    .setter((item, value) -> item.gsi2SortKey = value)
                    .tags(secondarySortKey(GSI2)))
            .addAttribute(
                    String.class,
                    a -> a.name("type").getter(item -> item.type).setter((item, value) -> item.type = value))
            .addAttribute(
                    Integer.class,
                    a -> a.name(FORM).getter(item -> item.schema).setter((item, value) -> item.schema = value))
            .build();

    protected String partitionKey;
    protected String sortKey;
    protected String gsi1PartitionKey;
    protected String gsi1SortKey;
    protected String gsi2PartitionKey;
    protected String gsi2SortKey;
    protected String type;
    protected Integer schema;

    /** Returns the attributes that give an item of an earlier form the number of the newest; none if it has that or a later one. */
    protected static Map<String, AttributeValue> renumbered(Map<String, AttributeValue> stored) {
        AttributeValue form = stored.get(FORM);
        return form == null || Integer.parseInt(form.n()) < NEWEST
                ? Map.of(FORM, AttributeValue.fromN(String.valueOf(NEWEST)))
                : Map.of();
    }
}
