package io.ordertable.metrics.hotkeys;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code /actuator/hotkeys} knows.
 *
 * @param reveal whether keys are shown as they are; otherwise a hash stands for them, as they hold ids and email addresses
 * @param window how far it looks back, 1 s to 1 d
 * @param slices in how many steps the window moves on, 1 to 60
 * @param counters how many keys a sketch can tell apart at once, a power of two from 16 to 65,536; a key whose share is below
 *     about 3.5 / counters may be missed
 * @param top how many keys are listed for the table and each index, 1 to 1,000
 */
@Validated
@ConfigurationProperties("ordertable.hotkeys")
record HotKeysProperties(
        @DefaultValue("false") boolean reveal,

        @DefaultValue("5m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration window,

        @DefaultValue("5") @Min(1) @Max(60) int slices,
        @DefaultValue("512") @Min(16) @Max(65_536) int counters,
        @DefaultValue("10") @Min(1) @Max(1_000) int top) {

    @AssertTrue(message = "counters must be a power of two") boolean isPowerOfTwo() {
        return Integer.bitCount(counters) == 1;
    }
}
