package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MeterTagsIT extends MeteredTest {

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}|\\d{6,}");
    private static final Pattern KEY = Pattern.compile("[#@=?]|(?i)(USER|ORDER|EMAIL|STATUS)#");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|localhost|:\\d{2,5}\\b|arn:|//");
    private static final Pattern PATH = Pattern.compile("/");

    @Autowired
    private MeterRegistry registry;

    @Test
    void noTagHoldsAnIdAKeyAnAddressOrAPathVariable() {
        workload.mixed();
        faults.throttle(1, "TableReadAccountLimitExceeded");
        workload.mixed();

        assertThat(tags()).isNotEmpty().noneMatch(MeterTagsIT::names);
        assertThat(uris())
                .contains("/v1/users/{user_id}/orders/{order_id}")
                .allMatch(uri -> !ID.matcher(uri).find() && !uri.contains("?"));
    }

    @Test
    void ourMetersHaveTheTagsThatAreDocumented() {
        workload.mixed();
        faults.throttle(1, "TableReadAccountLimitExceeded");
        workload.mixed();

        assertThat(tagKeys("dynamodb.request")).containsOnly(List.of("operation", "outcome", "service", "target"));
        assertThat(tagKeys("dynamodb.throttle")).containsOnly(List.of("operation", "reason", "service", "target"));
        assertThat(tagKeys("dynamodb.capacity.consumed"))
                .containsOnly(List.of("kind", "operation", "service", "target"));
        assertThat(tagKeys("dynamodb.capacity.price")).containsOnly(List.of("kind", "service"));
        assertThat(tagKeys("orders.transition")).containsOnly(List.of("from", "service", "to"));
    }

    private Stream<List<String>> tagKeys(String meter) {
        return registry.find(meter).meters().stream()
                .map(found -> found.getId().getTags().stream().map(Tag::getKey).toList());
    }

    private List<Tag> tags() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .filter(tag -> !tag.getKey().equals("uri"))
                .distinct()
                .toList();
    }

    private List<String> uris() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getTag("uri"))
                .filter(uri -> uri != null)
                .distinct()
                .toList();
    }

    private static boolean names(Tag tag) {
        return Stream.of(ID, KEY, ADDRESS, PATH)
                .anyMatch(pattern -> pattern.matcher(tag.getValue()).find());
    }
}
