package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNs;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Computed by hand from the Developer Guide's "DynamoDB item sizes and formats". */
class ItemSizeTests {

    @Example
    void anAttributeTakesTheBytesOfItsNameAndItsValue() {
        assertThat(ItemSize.of(Map.of("PK", fromS("USER#1")))).isEqualTo(2 + 6);
        assertThat(ItemSize.of(Map.of("PK", fromS("USER#1"), "SK", fromS("PROFILE"))))
                .isEqualTo(2 + 6 + 2 + 7);
        assertThat(ItemSize.of(Map.of())).isZero();
    }

    @Example
    void textCountsInUtf8() {
        assertThat(ItemSize.of(Map.of("name", fromS("Zoë")))).isEqualTo(4 + 4);
        assertThat(ItemSize.of(Map.of("name", fromS("日本")))).isEqualTo(4 + 6);
        assertThat(ItemSize.of(Map.of("name", fromS("😀")))).isEqualTo(4 + 4);
        assertThat(ItemSize.of(Map.of("naïf", fromS("")))).isEqualTo(5);
    }

    @Example
    void aTruthValueTakesOneByte() {
        assertThat(ItemSize.of(Map.of("b", fromBool(true)))).isEqualTo(1 + 1);
    }

    @Example
    void aListTakes3BytesAndOneForEachElement() {
        assertThat(ItemSize.of(Map.of("l", fromL(List.of())))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("l", fromL(List.of(fromS("ab"), fromS("c"))))))
                .isEqualTo(1 + 3 + (1 + 2) + (1 + 1));
    }

    @Example
    void aMapTakes3BytesAndOneForEachMember() {
        assertThat(ItemSize.of(Map.of("m", fromM(Map.of())))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("m", fromM(Map.of("sku", fromS("A-1"), "name", fromS("Pen"))))))
                .isEqualTo(1 + 3 + (1 + 3 + 3) + (1 + 4 + 3));
    }

    @Example
    void anOrderLineIsAMapInAList() {
        AttributeValue line = fromM(Map.of("sku", fromS("A-1"), "quantity", fromN("12")));

        // "lines" 5, list 3, element 1, map 3, two members 1 each, "sku" 3 + 3, "quantity" 8 + 1 (two digits) + 2.
        assertThat(ItemSize.of(Map.of("lines", fromL(List.of(line))))).isEqualTo(5 + 3 + 1 + 3 + 2 + 6 + 11);
    }

    @Property
    void aNumberIsNeverTakenForSmallerThanItIs(
            @ForAll @BigRange(min = "-1000000000000000000", max = "1000000000000000000") @Scale(4) BigDecimal number) {
        int significantDigits = number.stripTrailingZeros().precision();
        int documented = (significantDigits + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);

        assertThat(ItemSize.of(Map.of("n", fromN(number.toPlainString()))) - 1).isGreaterThanOrEqualTo(documented);
    }

    @Property
    void aTextIsNeverTakenForSmallerThanItIs(@ForAll String text) {
        assertThat(ItemSize.of(Map.of("s", fromS(text))) - 1).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    /** This service stores no other types, but reads what others have added. */
    @Example
    void otherTypesTakeTheBytesOfTheirValues() {
        SdkBytes bytes = SdkBytes.fromUtf8String("abc");

        assertThat(ItemSize.of(Map.of("b", fromB(bytes)))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("s", fromBs(List.of(bytes, bytes))))).isEqualTo(1 + 6);
        assertThat(ItemSize.of(Map.of("s", fromSs(List.of("ab", "ë"))))).isEqualTo(1 + 4);
        assertThat(ItemSize.of(Map.of("s", fromNs(List.of("12", "3"))))).isEqualTo(1 + 6);
        assertThat(ItemSize.of(Map.of("n", fromNul(true)))).isEqualTo(1 + 1);
    }
}
