package io.ordertable.order;

import io.ordertable.backfill.Stages;
import io.ordertable.table.StatusShards;
import io.ordertable.table.Upcast;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What a backfill needs of orders. */
@Lazy
@Configuration(proxyBeanMethods = false)
class OrderBackfill {

    @Bean
    Upcast orderUpcast() {
        return new Upcast(OrderItem.TYPE, OrderItem::changesToNewest);
    }

    /** The states of an order are declared in an order in which it can pass through them. */
    @Bean
    Stages stages(StatusShards shards) {
        return new Stages(Arrays.stream(OrderStatus.values())
                .map(status -> shards.partitionsOf(status.code()))
                .toList());
    }
}
