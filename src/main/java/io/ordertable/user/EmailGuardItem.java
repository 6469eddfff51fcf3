package io.ordertable.user;

import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/**
 * Reserves an email address for one user. Only keys are unique in DynamoDB, so the address is the key of its own item, which is
 * written in the same transaction as the profile.
 */
@NullUnmarked
class EmailGuardItem extends TableItem {

    static final String TYPE = "email_guard";

    static final StaticTableSchema<EmailGuardItem> SCHEMA = StaticTableSchema.builder(EmailGuardItem.class)
            .newItemSupplier(EmailGuardItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(
                    String.class,
                    a -> a.name("user_id").getter(item -> item.userId).setter((item, value) -> item.userId = value))
            .build();

    private String userId;

    static EmailGuardItem of(User user) {
        EmailGuardItem item = new EmailGuardItem();
        item.partitionKey = Keys.email(user.email().normalized());
        item.sortKey = Keys.GUARD;
        item.type = TYPE;
        item.schema = NEWEST;
        item.userId = user.userId().toString();
        return item;
    }

    static Key keyOf(EmailAddress email) {
        return Keys.primary(Keys.email(email.normalized()), Keys.GUARD);
    }

    UUID userId() {
        return UUID.fromString(userId);
    }
}
