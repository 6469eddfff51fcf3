package io.ordertable.order;

import io.ordertable.web.StrictEditor;
import java.util.Arrays;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.stereotype.Component;

/** Reads query parameters of orders by their names on the wire. Spring also accepts the names of Java's constants. */
@Component
class OrderParameters implements PropertyEditorRegistrar {

    @Override
    public void registerCustomEditors(PropertyEditorRegistry registry) {
        registry.registerCustomEditor(OrderStatus.class, new StrictEditor(OrderStatus::fromCode));
        registry.registerCustomEditor(SortOrder.class, new StrictEditor(OrderParameters::sortOrder));
    }

    private static SortOrder sortOrder(String text) {
        return Arrays.stream(SortOrder.values())
                .filter(order -> order.code().equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no sort order " + text));
    }
}
