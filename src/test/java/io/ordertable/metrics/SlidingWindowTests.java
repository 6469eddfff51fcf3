package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlidingWindowTests {

    private final AtomicLong now = new AtomicLong(-50);
    private final SlidingWindow<List<String>> window =
            new SlidingWindow<>(Duration.ofSeconds(3), 3, ArrayList::new, now::get);

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        observe("a");
        pass(Duration.ofSeconds(1));
        observe("b");
        pass(Duration.ofSeconds(1));
        observe("c");
        assertThat(content()).containsExactly("a", "b", "c");

        pass(Duration.ofSeconds(1));
        assertThat(content()).containsExactly("b", "c");
        pass(Duration.ofMinutes(1));
        assertThat(content()).isEmpty();
    }

    @Test
    void itCoversNoMoreThanItsAge() {
        pass(Duration.ofMillis(1500));
        assertThat(window.covered()).isEqualTo(Duration.ofMillis(1500));

        pass(Duration.ofSeconds(10));
        assertThat(window.covered()).isEqualTo(Duration.ofMillis(2500));
    }

    private void observe(String text) {
        window.observe(slice -> slice.add(text));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<String> content() {
        return window.read(slices -> slices.stream().flatMap(List::stream).toList());
    }
}
