package io.ordertable.user;

import io.ordertable.table.Upcast;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What a backfill needs of users. */
@Lazy
@Configuration(proxyBeanMethods = false)
class UserBackfill {

    @Bean
    Upcast userUpcast() {
        return new Upcast(UserItem.TYPE, UserItem::changesToNewest);
    }
}
