package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.table.CapacityUnits.Consistency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the Developer Guide, "DynamoDB read and write capacity unit consumption", and of the price list. */
class CapacityUnitsTests {

    private static final double KB = 1024;

    @ParameterizedTest
    @CsvSource({
        "8, STRONG, 2",
        "8, EVENTUAL, 1",
        "8, TRANSACTIONAL, 4",
        "4, STRONG, 1",
        "4, EVENTUAL, 0.5",
        "4, TRANSACTIONAL, 2",
        "3.5, STRONG, 1",
        "10, STRONG, 3",
        "6, STRONG, 2",
        "0, STRONG, 1",
        "0, EVENTUAL, 0.5"
    })
    void readsAreCountedInBlocksOfFourKilobytes(double kilobytes, Consistency consistency, double units) {
        assertThat(CapacityUnits.read(kilobytes * KB, consistency)).isEqualTo(units);
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, 1",
        "1, true, 2",
        "3, false, 3",
        "3, true, 6",
        "0.5, false, 1",
        "1.5, false, 2",
        "0, false, 1"
    })
    void writesAreCountedInBlocksOfOneKilobyte(double kilobytes, boolean transactional, double units) {
        assertThat(CapacityUnits.write(kilobytes * KB, transactional)).isEqualTo(units);
    }
}
