package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Amounts are checked against whole numbers of the currency's smallest unit. */
class MoneyTests {

    /** The highest price in the smallest unit of a currency with four digits: a trillion. */
    private static final long MOST = 9_999_999_999_999_999L;

    private static final Order ANY = Orders.some().build();

    @Property
    void aLineCostsItsPriceTimesItsQuantityExactly(
            @ForAll("currencies") Currency currency,
            @ForAll @IntRange(min = 1, max = OrderLine.MAX_QUANTITY) int quantity,
            @ForAll @LongRange(max = MOST) long price) {
        OrderLine line = line(currency, quantity, price);

        assertThat(line.lineTotal()).isEqualTo(amount(currency, product(quantity, price)));
    }

    @Property
    void anOrderCostsTheSumOfItsLinesExactly(
            @ForAll("currencies") Currency currency,
            @ForAll @Size(min = 1, max = 30) List<@From("pieces") Pieces> pieces) {
        List<OrderLine> lines = pieces.stream()
                .map(p -> line(currency, p.quantity(), p.price()))
                .toList();
        BigInteger sum =
                pieces.stream().map(p -> product(p.quantity(), p.price())).reduce(BigInteger.ZERO, BigInteger::add);

        Basket basket = Basket.of(currency, false, lines, List.of());

        assertThat(basket.total()).isEqualTo(amount(currency, sum));
    }

    @Property
    void theTotalsOfABasketAddUp(
            @ForAll("currencies") Currency currency,
            @ForAll boolean taxIncluded,
            @ForAll @LongRange(min = 1, max = 1_000_000) long price,
            @ForAll @LongRange(max = 1_000_000) long lineDiscount,
            @ForAll @LongRange(max = 1_000_000) long voucher,
            @ForAll @LongRange(max = 1_000_000) long added) {
        long off = Math.min(lineDiscount, price);
        long voucherOff = Math.max(1, Math.min(voucher, price + added - off));
        BigDecimal addition = amount(currency, BigInteger.valueOf(added));
        OrderLine line = new OrderLine(
                "A",
                "A",
                1,
                amount(currency, BigInteger.valueOf(price)),
                amount(currency, BigInteger.valueOf(off)),
                null,
                null,
                List.of());
        List<Adjustment> adjustments = List.of(
                new Adjustment(Adjustment.Type.SHIPPING, "S", null, addition),
                new Adjustment(Adjustment.Type.FEE, "F", null, addition),
                new Adjustment(Adjustment.Type.TAX, "T", null, addition),
                new Adjustment(Adjustment.Type.DISCOUNT, "D", null, amount(currency, BigInteger.valueOf(-voucherOff))));

        Totals totals = Totals.of(taxIncluded, List.of(line), adjustments);

        assertThat(totals.subtotal()).isEqualTo(amount(currency, BigInteger.valueOf(price)));
        assertThat(totals.discount()).isEqualTo(amount(currency, BigInteger.valueOf(off + voucherOff)));
        assertThat(totals.shipping()).isEqualByComparingTo(addition);
        assertThat(totals.tax()).isEqualByComparingTo(addition);
        assertThat(totals.total())
                .isEqualByComparingTo(
                        amount(currency, BigInteger.valueOf(price - off - voucherOff + added * (taxIncluded ? 2 : 3))));
    }

    @Property
    void amountsAreWrittenWithTheCurrencysDigitsHoweverTheyCame(
            @ForAll("currencies") Currency currency, @ForAll @LongRange(max = 1_000_000) long whole) {
        BigDecimal plain = BigDecimal.valueOf(whole);
        BigDecimal padded = plain.setScale(9);

        for (BigDecimal price : List.of(plain, padded, plain.stripTrailingZeros())) {
            OrderLine line = line(1, price).scaled(currency.getDefaultFractionDigits());
            assertThat(line.unitPrice())
                    .isEqualTo(amount(
                            currency,
                            BigInteger.valueOf(whole)
                                    .multiply(BigInteger.TEN.pow(currency.getDefaultFractionDigits()))));
        }
    }

    @Property
    void aPriceWithMoreDigitsThanTheCurrencyIsNeverRounded(
            @ForAll("currencies") Currency currency, @ForAll @LongRange(max = MOST) long price) {
        BigDecimal tooFine = BigDecimal.valueOf(price, currency.getDefaultFractionDigits())
                .add(BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits() + 1));
        OrderLine line = line(1, tooFine);

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> line.scaled(currency.getDefaultFractionDigits()));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Basket.of(currency, false, List.of(line), List.of()));
    }

    @Example
    void amountsThatFloatingPointGetsWrongAreRight() {
        Order order = Orders.in("EUR")
                .line("A", "A", 3, "0.10")
                .line("B", "B", 1, "0.20")
                .build();

        assertThat(order.basket().lines().getFirst().lineTotal()).isEqualTo(new BigDecimal("0.30"));
        assertThat(order.basket().total()).isEqualTo(new BigDecimal("0.50"));
    }

    @Example
    void theLargestOrderLineIsExact() {
        Order order = Orders.in("KWD")
                .line("A", "A", 1_000_000, "999999999999.999")
                .line("B", "B", 1, "0.001")
                .build();

        assertThat(order.basket().total()).isEqualTo(new BigDecimal("999999999999999000.001"));
    }

    @Example
    void anOrderHasLinesAndALineHasPiecesAndNoNegativePrice() {
        assertThatIllegalArgumentException().isThrownBy(() -> line(0, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> line(1_000_001, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> line(1, new BigDecimal("-0.01")));
        assertThat(line(1, BigDecimal.ZERO).lineTotal()).isZero();

        assertThatIllegalArgumentException().isThrownBy(() -> Orders.in("EUR").build());
    }

    private static OrderLine line(Currency currency, int quantity, long price) {
        return line(quantity, BigDecimal.valueOf(price, currency.getDefaultFractionDigits()));
    }

    private static OrderLine line(int quantity, BigDecimal price) {
        return new OrderLine("A", "A", quantity, price, null, null, null, List.of());
    }

    private static BigInteger product(int quantity, long price) {
        return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price));
    }

    private static BigDecimal amount(Currency currency, BigInteger smallestUnits) {
        return new BigDecimal(smallestUnits, currency.getDefaultFractionDigits());
    }

    /** So many pieces for a price in the smallest unit. */
    record Pieces(int quantity, long price) {}

    @Provide
    static Arbitrary<Pieces> pieces() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, OrderLine.MAX_QUANTITY),
                        Arbitraries.longs().between(0, MOST))
                .as(Pieces::new);
    }

    /** None, two, three and four fraction digits. */
    @Provide
    static Arbitrary<Currency> currencies() {
        return Arbitraries.of("JPY", "EUR", "KWD", "CLF").map(Currency::getInstance);
    }
}
