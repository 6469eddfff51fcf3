package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashedKeyTests {

    @Test
    void idsAndAddressesAreHashed() {
        assertThat(HashedKey.of("EMAIL#ada@example.org")).matches("EMAIL#[0-9a-f]{16}");
        assertThat(HashedKey.of("USER#1")).isEqualTo(HashedKey.of("USER#1")).isNotEqualTo(HashedKey.of("USER#2"));
    }

    @Test
    void statusesAreNotHashed() {
        assertThat(HashedKey.of("STATUS#paid#3")).isEqualTo("STATUS#paid#3");
        assertThat(HashedKey.of("ERASURE#running")).isEqualTo("ERASURE#running");
    }
}
