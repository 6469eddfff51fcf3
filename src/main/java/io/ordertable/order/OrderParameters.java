package io.ordertable.order;

import java.util.Arrays;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads the query values that only orders have, as strictly as bodies are read. */
@Configuration(proxyBeanMethods = false)
class OrderParameters implements WebMvcConfigurer {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, OrderStatus.class, OrderStatus::fromCode);
        registry.addConverter(String.class, SortOrder.class, OrderParameters::sortOrder);
    }

    private static SortOrder sortOrder(String text) {
        return Arrays.stream(SortOrder.values())
                .filter(order -> order.code().equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no sort order " + text));
    }
}
