package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PersonalOrderItemTests {

    @Test
    void everyPersonalAttributeIsErased() {
        SnakeCaseStrategy names = new SnakeCaseStrategy();

        assertThat(PersonalOrderItem.PROJECTION)
                .containsAll(Arrays.stream(CustomerDetails.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(names::translate)
                        .toList());
    }
}
