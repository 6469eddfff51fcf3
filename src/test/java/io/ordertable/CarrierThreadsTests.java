package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarrierThreadsTests {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    @BeforeEach
    @AfterEach
    void nothingIsGiven() {
        System.clearProperty(PARALLELISM);
    }

    @Test
    void oneProcessorHasTwo() {
        CarrierThreads.atLeastTwo(1);

        assertThat(System.getProperty(PARALLELISM)).isEqualTo("2");
    }

    @Test
    void moreProcessorsHaveOneEach() {
        CarrierThreads.atLeastTwo(2);

        assertThat(System.getProperty(PARALLELISM)).isNull();
    }

    @Test
    void aNumberThatWasGivenStays() {
        System.setProperty(PARALLELISM, "1");

        CarrierThreads.atLeastTwo(1);

        assertThat(System.getProperty(PARALLELISM)).isEqualTo("1");
    }
}
