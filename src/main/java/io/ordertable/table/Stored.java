package io.ordertable.table;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** What every item of the table has: its primary key, and of what kind it is. */
@NullUnmarked
public abstract class Stored {

    /** Extended by the schema of each kind of item. */
    public static final StaticTableSchema<Stored> SCHEMA = StaticTableSchema.builder(Stored.class)
            .addAttribute(String.class, a -> a.name(Attributes.PK)
                    .getter(item -> item.partitionKey)
                    .setter((item, value) -> item.partitionKey = value)
                    .tags(primaryPartitionKey()))
            .addAttribute(String.class, a -> a.name(Attributes.SK)
                    .getter(item -> item.sortKey)
                    .setter((item, value) -> item.sortKey = value)
                    .tags(primarySortKey()))
            .addAttribute(
                    String.class,
                    a -> a.name(Attributes.TYPE).getter(item -> item.type).setter((item, value) -> item.type = value))
            .build();

    /** The partition key. */
    protected String partitionKey;
    /** The sort key. */
    protected String sortKey;
    /** The kind of item. */
    protected String type;
}
