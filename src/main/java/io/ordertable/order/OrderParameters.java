package io.ordertable.order;

import io.ordertable.web.StrictEditor;
import java.util.Arrays;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Reads query parameters of orders by their names on the wire. Spring also accepts the names of Java's constants. */
@ControllerAdvice
class OrderParameters {

    @InitBinder
    void register(WebDataBinder binder) {
        binder.registerCustomEditor(OrderStatus.class, new StrictEditor(OrderStatus::fromCode));
        binder.registerCustomEditor(SortOrder.class, new StrictEditor(OrderParameters::sortOrder));
    }

    private static SortOrder sortOrder(String text) {
        return Arrays.stream(SortOrder.values())
                .filter(order -> order.code().equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no sort order " + text));
    }
}
