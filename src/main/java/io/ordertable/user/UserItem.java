package io.ordertable.user;

import io.ordertable.table.Change;
import io.ordertable.table.IsoTime;
import io.ordertable.table.Keys;
import io.ordertable.table.RecordConverter;
import io.ordertable.table.TableItem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stored form of a user: the profile in the user's partition. */
@NullUnmarked
class UserItem extends TableItem {

    static final String TYPE = "user";

    static final StaticTableSchema<UserItem> SCHEMA = StaticTableSchema.builder(UserItem.class)
            .newItemSupplier(UserItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(
                    String.class,
                    a -> a.name("user_id").getter(item -> item.userId).setter((item, value) -> item.userId = value))
            .addAttribute(
                    String.class,
                    a -> a.name("name").getter(item -> item.name).setter((item, value) -> item.name = value))
            .addAttribute(
                    String.class,
                    a -> a.name("email").getter(item -> item.email).setter((item, value) -> item.email = value))
            .addAttribute(String.class, a -> a.name("created_at")
                    .getter(item -> item.createdAt)
                    .setter((item, value) -> item.createdAt = value))
            .addAttribute(String.class, a -> a.name("updated_at")
                    .getter(item -> item.updatedAt)
                    .setter((item, value) -> item.updatedAt = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("version").getter(item -> item.version).setter((item, value) -> item.version = value))
            .addAttribute(EnhancedType.listOf(Change.class), a -> a.name("changes")
                    .attributeConverter(RecordConverter.listOf(Change.class))
                    .getter(item -> item.changes)
                    .setter((item, value) -> item.changes = value))
            .build();

    private String userId;
    private String name;
    private String email;
    private String createdAt;
    private String updatedAt;
    private Long version;
    private List<Change> changes;

    static UserItem from(User user) {
        UserItem item = new UserItem();
        item.partitionKey = Keys.user(user.userId());
        item.sortKey = Keys.PROFILE;
        item.type = TYPE;
        item.schema = NEWEST;
        item.userId = user.userId().toString();
        item.name = user.name();
        item.email = user.email().value();
        item.createdAt = IsoTime.format(user.createdAt());
        item.updatedAt = IsoTime.format(user.updatedAt());
        item.version = user.version();
        item.changes = user.changes().isEmpty() ? null : user.changes();
        return item;
    }

    /** Returns the attributes to store in an item of an earlier form so that it has the newest. */
    static Map<String, AttributeValue> changesToNewest(Map<String, AttributeValue> stored) {
        return renumbered(stored);
    }

    User toUser() {
        return new User(
                UUID.fromString(userId),
                name,
                new EmailAddress(email),
                IsoTime.parse(createdAt),
                IsoTime.parse(updatedAt),
                version,
                changes == null ? List.of() : changes);
    }
}
