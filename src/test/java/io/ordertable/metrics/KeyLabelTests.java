package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyLabelTests {

    @Test
    void aHashStandsForIdsAndAddresses() {
        assertThat(KeyLabel.hashed("EMAIL#ada@example.org")).matches("EMAIL#[0-9a-f]{16}");
        assertThat(KeyLabel.hashed("USER#1"))
                .isEqualTo(KeyLabel.hashed("USER#1"))
                .isNotEqualTo(KeyLabel.hashed("USER#2"));
    }

    @Test
    void aStatusIsShown() {
        assertThat(KeyLabel.hashed("STATUS#paid#3")).isEqualTo("STATUS#paid#3");
    }
}
